package plan

import (
	"encoding/json"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestHoursAreExact(t *testing.T) {
	for in, want := range map[string]int{"0": 0, "4": 240, "4.5": 270, "4.50": 270, "0.25": 15, "0.1": 6, "4.3": 258, "24": 1440, "4.35": 261, "4.33": 260, "4.3333": 260, "0.016666667": 1,
		"4.32": 259, "4.34": -1, "4.37": 262, "0.01": -1, "0.02": 1, "-1": -1, "1e1": -1, "4.5e0": -1, "1e-999999999": -1, "4.3333333333": -1, `"4"`: -1, "null": -1, "4.": -1, "99999999": -1, "0.99": -1} {
		var h apiHours
		if err := h.UnmarshalJSON([]byte(in)); err != nil || h.wrong != (want < 0) || want >= 0 && h.minutes != want {
			t.Errorf("%s: %+v, want %d", in, h, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.IntRange(0, 300000).Draw(t, "minutes")
		b, err := json.Marshal(apiHours{minutes: m})
		if err != nil {
			t.Fatal(err)
		}
		var back apiHours
		if err := json.Unmarshal(b, &back); err != nil || back != (apiHours{minutes: m}) {
			t.Fatalf("%d minutes are %s, which are %+v (%v)", m, b, back, err)
		}
		var asFloat float64 // as a program reads it
		if err := json.Unmarshal(b, &asFloat); err != nil || asFloat < float64(m)/60-0.0051 || asFloat > float64(m)/60+0.0051 {
			t.Fatalf("%d minutes are %s", m, b)
		}
	})
}

func TestEurosAreExact(t *testing.T) {
	for in, want := range map[string]string{"500": "500.00", "500.5": "500.50", "0.07": "0.07", "1000000": "1000000.00", "0": "0.00", "500.005": "wrong", "-5": "wrong", "5e2": "wrong", `"5"`: "wrong"} {
		var e apiEuro
		if err := e.UnmarshalJSON([]byte(in)); err != nil {
			t.Fatal(err)
		}
		got := "wrong"
		if !e.wrong {
			b, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			got = string(b)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.IntRange(0, 99999999).Draw(t, "cents")
		var e apiEuro
		if err := e.UnmarshalJSON([]byte(fmt.Sprintf("%d.%02d", cents/100, cents%100))); err != nil || e.wrong || int(e.amount) != cents {
			t.Fatalf("%d cents: %+v %v", cents, e, err)
		}
	})
}
