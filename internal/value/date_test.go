package value

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"siil/internal/text"
)

// anyDate draws days from 1900 to 2100.
func anyDate() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date { return Date{1900, 1, 1}.AddDays(rapid.IntRange(0, 73413).Draw(t, "day")) })
}

func TestDatesAgreeWithPackageTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDate().Draw(t, "date"), rapid.IntRange(-5000, 5000).Draw(t, "days")
		noon := time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, time.UTC)
		moved := noon.AddDate(0, 0, n)
		e := d.AddDays(n)
		if e.ISO() != moved.Format(time.DateOnly) || e.Format() != moved.Format("02/01/2006") || e.Weekday() != moved.Weekday() {
			t.Fatalf("%v and %d days is %v, time says %v", d, n, e, moved)
		}
		if e.Sub(d) != n || d.Sub(e) != -n || e.After(d) != (n > 0) || e.Before(d) != (n < 0) || (e.Compare(d) == 0) != (n == 0) {
			t.Fatalf("%v and %v lie %d days apart", d, e, n)
		}
		if DateOf(noon) != d || d.At(12, 0).Date() != d || d.At(0, 0).Date() != d || d.At(23, 59).Date() != d {
			t.Fatalf("%v is not the day of its own hours", d)
		}
		if s, e := d.MonthStart(), d.MonthEnd(); s.Day() != 1 || e.AddDays(1) != s.AddMonths(1) || d.Before(s) || d.After(e) {
			t.Fatalf("the month of %v runs from %v to %v", d, s, e)
		}
	})
}

func TestDatesReadBack(t *testing.T) {
	today := MustDate("2026-11-24")
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		if back, ok := ParseISO(d.ISO()); !ok || back != d {
			t.Fatalf("ISO: %v is %v", d, back)
		}
		for _, typed := range []string{d.Format(), d.ISO(), d.midnight().Format("2.1.2006"), d.midnight().Format("02-1-2006"), d.midnight().Format("02012006"),
			d.midnight().Format("20060102"), d.midnight().Format("2 ") + MonthName(d.Month(), text.Italian) + d.midnight().Format(" 2006"), d.midnight().Format(time.RFC3339)} {
			if back, err := ParseDate(typed, ForBirth(today)); err != nil || back != d {
				t.Fatalf("%q is %v, %v", typed, back, err)
			}
		}
		var fromJSON, fromColumn Date
		b, err := json.Marshal(d)
		if err != nil || json.Unmarshal(b, &fromJSON) != nil || fromJSON != d {
			t.Fatalf("JSON: %v is %v", d, fromJSON)
		}
		v, err := d.Value()
		if err != nil || fromColumn.Scan(v) != nil || fromColumn != d {
			t.Fatalf("column: %v is %v", d, fromColumn)
		}
	})
}

func TestWhatTheScreenShowsReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := MustDate("2020-01-01").AddDays(rapid.IntRange(0, 4000).Draw(t, "today"))
		d := today.AddDays(rapid.IntRange(-400, 400).Draw(t, "away"))
		for _, l := range []text.Lang{text.Italian, text.English} {
			for _, shown := range []string{d.NearIn(today, l), d.Long(l), d.Format()} {
				if back, err := ParseWhen(shown, today); err != nil || back != d {
					t.Fatalf("on %v, %v is shown as %q and read as %v, %v", today, d, shown, back, err)
				}
			}
		}
	})
}

func TestAddMonthsEndsOnTheLastDay(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2026-11-24", 1, "2026-12-24"}, {"2026-12-24", 1, "2027-01-24"},
		{"2026-03-31", -1, "2026-02-28"}, {"2026-01-15", -1, "2025-12-15"}, {"2024-02-29", 12, "2025-02-28"}, {"2026-05-31", 6, "2026-11-30"},
		{"2026-05-31", 0, "2026-05-31"}, {"2026-05-31", -24, "2024-05-31"}} {
		if got := MustDate(c.from).AddMonths(c.n); got != MustDate(c.want) {
			t.Errorf("%s and %d months is %v, want %s", c.from, c.n, got, c.want)
		}
	}
	if got := MustDate("9999-12-01").AddMonths(1); !got.IsZero() {
		t.Errorf("beyond the calendar lies %v", got)
	}
}

func TestAge(t *testing.T) {
	for _, c := range []struct {
		born, on string
		want     int
	}{{"2005-07-09", "2026-07-08", 20}, {"2005-07-09", "2026-07-09", 21}, {"2004-02-29", "2026-02-28", 21}, {"2004-02-29", "2026-03-01", 22}, {"2026-01-01", "2025-12-31", -1}} {
		if got := MustDate(c.born).Age(MustDate(c.on)); got != c.want {
			t.Errorf("born %s, on %s: %d, want %d", c.born, c.on, got, c.want)
		}
	}
}

func TestNear(t *testing.T) {
	today := MustDate("2026-11-24")
	for iso, want := range map[string]string{"2026-11-26": "gio 26/11", "2026-11-24": "mar 24/11", "2027-05-23": "dom 23/05", "2027-05-24": "24/05/2027",
		"2026-05-28": "gio 28/05", "2026-05-27": "27/05/2026", "2025-11-26": "26/11/2025"} {
		if got := MustDate(iso).Near(today); got != want {
			t.Errorf("%s is shown as %q, want %q", iso, got, want)
		}
	}
	if got := MustDate("2026-11-26").Long(text.Italian); got != "giovedì 26 novembre 2026" {
		t.Errorf("long: %q", got)
	}
	if got := MustDate("2026-11-26").NearIn(today, text.English); got != "Thu 26/11" {
		t.Errorf("English: %q", got)
	}
}

func TestTheAbsentDateStaysAbsent(t *testing.T) {
	var d Date
	if d.ISO()+d.Format()+d.Near(MustDate("2026-11-24"))+d.Long(text.Italian)+d.String() != "" || !d.AddDays(3).IsZero() || !d.AddMonths(3).IsZero() ||
		!d.At(9, 0).IsZero() || !d.MonthEnd().IsZero() || !d.MonthStart().IsZero() || d.Sub(MustDate("2026-11-24")) != 0 || !DateOf(time.Time{}).IsZero() {
		t.Error("an absent date became something")
	}
	if v, err := d.Value(); v != nil || err != nil {
		t.Errorf("stored as %v, %v", v, err)
	}
	if b, _ := json.Marshal(struct{ D Date }{}); string(b) != `{"D":null}` {
		t.Errorf("JSON %s", b)
	}
	d = MustDate("2026-11-24")
	if err := d.Scan(nil); err != nil || !d.IsZero() {
		t.Errorf("NULL is %v, %v", d, err)
	}
	d = MustDate("2026-11-24")
	if err := json.Unmarshal([]byte("null"), &d); err != nil || !d.IsZero() {
		t.Errorf("null is %v, %v", d, err)
	}
}

func TestDateRefusesWhatIsNotISO(t *testing.T) {
	for _, s := range []string{"24/11/2026", "2026-11-31", "2026-1-02", "2026-11-24T00:00:00Z", " 2026-11-24", "0000-01-01", "20261124"} {
		var d Date
		b, _ := json.Marshal(s)
		if json.Unmarshal(b, &d) == nil || d.Scan(s) == nil {
			t.Errorf("%q was read as %v", s, d)
		}
	}
	for _, b := range []string{`""`, `3`, `{}`, `true`, `[]`} {
		var d Date
		if json.Unmarshal([]byte(b), &d) == nil {
			t.Errorf("JSON %s was read as %v", b, d)
		}
	}
	var d Date
	if d.Scan(int64(3)) == nil {
		t.Error("a number was read")
	}
	if err := d.Scan(time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)); err != nil || d != MustDate("2026-11-24") {
		t.Errorf("a column of type date is %v, %v", d, err)
	}
}

func TestDateOfIsTheDayInItaly(t *testing.T) {
	for in, want := range map[string]string{"2026-11-24T22:59:59Z": "2026-11-24", "2026-11-24T23:00:00Z": "2026-11-25", "2026-07-01T22:00:00Z": "2026-07-02"} {
		at, err := time.Parse(time.RFC3339, in)
		if err != nil {
			t.Fatal(err)
		}
		if got := DateOf(at); got != MustDate(want) {
			t.Errorf("%s is %v, want %s", in, got, want)
		}
	}
}
