package plan

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTypedHours(t *testing.T) {
	for in, want := range map[string]int{"": 0, " ": 0, "0": 0, "4": 240, "4,5": 270, "4.5": 270, "4,25": 255, "4,75": 285, "0,1": 6, "4:30": 270, "4:3": 243, "4h30": 270, "4 h 30": 270,
		"4h": 240, "4 h": 240, "4 ore": 240, "4,5 ore": 270, "4H": 240, "04": 240, "24": 1440, "24:00": 1440, "0:05": 5, "8:00h": 480,
		"-1": -1, "+4": -1, "24:01": -1, "25": -1, "24,5": -1, "100": -1, "4:60": -1, "4:": -1, ":30": -1, "4,": -1, ",5": -1, "4,33": -1, "4,555": -1, "4,5,5": -1, "4.5.5": -1,
		"4:30:00": -1, "quattro": -1, "4e1": -1, "0x4": -1, "h": -1, "ore": -1, "４": -1, "4 5": -1, "∞": -1, "NaN": -1} {
		n, ok := TypedHours(in)
		if ok != (want >= 0) || ok && n != want {
			t.Errorf("%q: %d, %v; want %d", in, n, ok, want)
		}
	}
}

// What the program writes it reads, and as much.
func TestHoursAreReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.IntRange(0, dayMinutes).Draw(t, "minutes")
		for _, s := range []string{HoursOf(m), " " + HoursOf(m) + " h", strings.Replace(HoursOf(m)+":", ":", "h", 1)} {
			s = strings.TrimSuffix(s, ":")
			if n, ok := TypedHours(s); !ok || n != m {
				t.Fatalf("%d minutes are %q, which is %d, %v", m, s, n, ok)
			}
		}
	})
}

func FuzzTypedHours(f *testing.F) {
	for _, s := range []string{"", "4", "4,5", "4.5", "4:30", "4h30", "4 h", "4 ore", "25", "-1", "4:60", "１２", "4,\x00", "9999999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := TypedHours(s)
		if n < 0 || n > dayMinutes || !ok && n != 0 {
			t.Fatalf("%q: %d, %v", s, n, ok)
		}
		if back, again := TypedHours(HoursOf(n)); !again || back != n {
			t.Fatalf("%q: %d minutes are written %q, which is %d, %v", s, n, HoursOf(n), back, again)
		}
	})
}

func TestParseMonth(t *testing.T) {
	for in, days := range map[string]int{"2026-11": 30, "2026-12": 31, "2026-02": 28, "2028-02": 29, "2026-13": 0, "2026-00": 0, "2026-1": 0, "26-11": 0, "2026/11": 0, "": 0, "2026-11-01": 0, "novembre": 0} {
		first, ok := parseMonth(in)
		if ok != (days > 0) || ok && (first.Day() != 1 || daysIn(first) != days) {
			t.Errorf("%q: %s, %v", in, first, ok)
		}
	}
}
