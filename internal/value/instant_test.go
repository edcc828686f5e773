package value

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func anyInstant() *rapid.Generator[Instant] {
	return rapid.Custom(func(t *rapid.T) Instant {
		return anyDate().Draw(t, "day").At(0, 0).Add(time.Duration(rapid.Int64Range(0, 86_399_999_999).Draw(t, "microseconds")) * time.Microsecond)
	})
}

func TestInstantsReadBackAndSortAsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyInstant().Draw(t, "a"), anyInstant().Draw(t, "b")
		if InstantOf(a.Time()) != a || InstantOf(a.Rome()) != a || len(a.String()) != len(instantStored) {
			t.Fatalf("%v is %v", a, a.Time())
		}
		if (a.String() < b.String()) != a.Before(b) || (a.String() > b.String()) != a.After(b) || (a.Compare(b) == 0) != a.Equal(b) || b.Add(a.Sub(b)) != a {
			t.Fatalf("%v and %v sort otherwise as text", a, b)
		}
		var fromJSON, fromColumn, fromTime Instant
		text, err := json.Marshal(a)
		if err != nil || json.Unmarshal(text, &fromJSON) != nil || fromJSON != a {
			t.Fatalf("JSON %s is %v, not %v", text, fromJSON, a)
		}
		v, err := a.Value()
		if err != nil || fromColumn.Scan(v) != nil || fromColumn != a || fromTime.Scan(a.Rome()) != nil || fromTime != a {
			t.Fatalf("column %v is %v, not %v", v, fromColumn, a)
		}
	})
}

func TestInstantForms(t *testing.T) {
	winter, _ := ParseInstant("2026-11-24T13:30:00.1234567Z")
	summer, _ := ParseInstant("2026-07-01T22:30:00Z")
	for got, want := range map[string]string{winter.String(): "2026-11-24T13:30:00.123456Z", winter.Format(): "24/11/2026 14:30", winter.Clock(): "14:30",
		summer.String(): "2026-07-01T22:30:00.000000Z", summer.Format(): "02/07/2026 00:30", summer.Date().ISO(): "2026-07-02"} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if b, _ := json.Marshal([]Instant{winter, summer, {}}); string(b) != `["2026-11-24T14:30:00.123456+01:00","2026-07-02T00:30:00+02:00",null]` {
		t.Errorf("JSON %s", b)
	}
	if MustDate("2026-11-24").At(14, 30).String() != "2026-11-24T13:30:00.000000Z" {
		t.Error("14:30 in Italy is another moment")
	}
}

func TestTheAbsentInstantStaysAbsent(t *testing.T) {
	var i Instant
	if i.String()+i.Format()+i.Clock() != "" || !i.Date().IsZero() || !i.Add(time.Hour).IsZero() || !i.Time().IsZero() || !InstantOf(time.Time{}).IsZero() {
		t.Error("an absent instant became something")
	}
	if v, err := i.Value(); v != nil || err != nil {
		t.Errorf("stored as %v, %v", v, err)
	}
	for _, read := range []func() error{func() error { return i.Scan(nil) }, func() error { return json.Unmarshal([]byte("null"), &i) }, func() error { return i.UnmarshalText(nil) }} {
		i = InstantOf(time.Now())
		if err := read(); err != nil || !i.IsZero() {
			t.Errorf("nothing was read as %v, %v", i, err)
		}
	}
	if far := InstantOf(time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)); far.String() != "9999-12-31T23:59:59.999999Z" {
		t.Errorf("the far future is %v", far)
	}
	if early := InstantOf(time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC)); !early.IsZero() {
		t.Errorf("before the calendar lies %v", early)
	}
}

func TestInstantColumnsRefuseWhatDoesNotSort(t *testing.T) {
	for _, src := range []any{"2026-11-24T13:30:00Z", "2026-11-24T14:30:00.000000+01:00", "2026-11-24 13:30:00", "2026-11-24T13:30:00.0000000Z", "2026-11-24T13:30:00.000Z", "x", int64(3)} {
		var i Instant
		if err := i.Scan(src); err == nil {
			t.Errorf("%v was read as %v", src, i)
		}
	}
	for _, b := range []string{`"2026-11-24"`, `"2026-11-24T13:30:00"`, `""`, `3`, `"24/11/2026 14:30"`} {
		var i Instant
		if json.Unmarshal([]byte(b), &i) == nil {
			t.Errorf("JSON %s was read as %v", b, i)
		}
	}
}
