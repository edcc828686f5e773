package value

import (
	"errors"
	"strings"
	"testing"

	"siil/internal/text"
)

func TestParseDate(t *testing.T) {
	today := MustDate("2026-11-24")
	birth, event := ForBirth(today), ForEvent(today)
	for _, c := range []struct {
		typed string
		pivot Pivot
		want  string
	}{
		{"24/11/2026", event, "2026-11-24"}, {" 1/5/2024 ", event, "2024-05-01"}, {"29-07-2024", event, "2024-07-29"}, {"24.07.2024", event, "2024-07-24"},
		{"2024-01-16", event, "2024-01-16"}, {"2024/1/6", event, "2024-01-06"}, {"24 / 11 / 2026", event, "2026-11-24"}, {"24\u00a011/2026", event, ""},
		{"\u00a024/11/2026\u00a0", event, "2026-11-24"}, {"\ufeff24/11/2026", event, "2026-11-24"}, {"24–11–2026", event, "2026-11-24"}, {"24112026", event, "2026-11-24"},
		{"20261124", event, "2026-11-24"}, {"20101201", event, "2010-12-01"}, {"19121912", event, "1912-12-19"}, {"1° marzo 2024", event, "2024-03-01"},
		{"3 dic. 24", event, "2024-12-03"}, {"3-Dec-2024", event, "2024-12-03"}, {"3 SETTEMBRE 2024", event, "2024-09-03"}, {"2024-01-16 00:00:00", event, "2024-01-16"},
		{"16/01/2024 9:30", event, "2024-01-16"}, {"2024-01-16T00:00:00.000Z", event, "2024-01-16"},
		{"22/03/24", event, "2024-03-22"}, {"22/03/27", event, "2027-03-22"}, {"22/03/28", event, "1928-03-22"}, {"1/1/00", event, "2000-01-01"},
		{"13/08/63", birth, "1963-08-13"}, {"09/07/05", birth, "2005-07-09"}, {"09/07/27", birth, "1927-07-09"}, {"24/11/26", birth, "2026-11-24"},
		{"25/11/26", birth, "1926-11-25"}, {"01/01/00", birth, "2000-01-01"}, {"29/02/00", birth, "2000-02-29"}, {"29/2/28", birth, "1928-02-29"},
		{"1/1/1900", event, "1900-01-01"}, {"31/12/2100", event, "2100-12-31"},
	} {
		got, err := ParseDate(c.typed, c.pivot)
		if c.want == "" {
			if err == nil {
				t.Errorf("%q was read as %v", c.typed, got)
			}
			continue
		}
		if err != nil || got != MustDate(c.want) {
			t.Errorf("%q is %v, %v; want %s", c.typed, got, err, c.want)
		}
	}
}

func TestParseDateTellsWhatIsWrong(t *testing.T) {
	for typed, want := range map[string]error{
		"": ErrNotADate, "  ": ErrNotADate, "ieri": ErrNotADate, "24/11": ErrNotADate, "24/11/026": ErrNotADate, "24-11/2026": ErrNotADate, "3 dix 2024": ErrNotADate,
		"45320": ErrNotADate, "1/2/3/2024": ErrNotADate, "24/11/2026 circa": ErrNotADate, "٢٤/١١/٢٠٢٦": ErrNotADate, "2024-01-16T00:00:00+02:00": ErrNotADate,
		"24/11/20261": ErrNotADate, "-1/11/2026": ErrNotADate, "3 m 2024": ErrNotADate,
		"31/02/2024": ErrNoSuchDay, "31-02-24": ErrNoSuchDay, "2024-02-31": ErrNoSuchDay, "29/02/2023": ErrNoSuchDay, "13/24/2024": ErrNoSuchDay, "0/1/2024": ErrNoSuchDay,
		"1/0/2024": ErrNoSuchDay, "31 aprile 2024": ErrNoSuchDay, "32/01/2024": ErrNoSuchDay, "31022024": ErrNoSuchDay,
		"31/12/1899": ErrDateRange, "1/1/2101": ErrDateRange, "01/01/0024": ErrDateRange, "9999-12-31": ErrDateRange,
	} {
		d, err := ParseDate(typed, ForEvent(MustDate("2026-11-24")))
		if !errors.Is(err, want) || !d.IsZero() {
			t.Errorf("%q gives %v, %v; want %v", typed, d, err, want)
		}
	}
	_, err := ParseDate(" 31 / 02 / 2024 ", ForEvent(MustDate("2026-11-24")))
	f := FlawOf(err)
	if f == nil || f.Code() != "date_no_such_day" || f.Text().In(text.Italian) != "Il 31/02/2024 non esiste: scrivi un altro giorno." {
		t.Errorf("the reader is told %v", f)
	}
	if strings.Contains(err.Error(), "31") {
		t.Errorf("the log would hold what was typed: %v", err)
	}
	if FlawOf(errors.New("other")) != nil {
		t.Error("a flaw where there is none")
	}
}

func TestFromExcelSerial(t *testing.T) {
	for _, c := range []struct {
		serial   float64
		date1904 bool
		want     string
	}{{1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {61, false, "1900-03-01"}, {45320, false, "2024-01-29"}, {45320.75, false, "2024-01-29"}, {25569, false, "1970-01-01"},
		{0, true, "1904-01-01"}, {43858, true, "2024-01-29"}, {73415, false, "2100-12-31"}} {
		if got, ok := FromExcelSerial(c.serial, c.date1904); !ok || got != MustDate(c.want) {
			t.Errorf("%v (1904: %v) is %v, %v; want %s", c.serial, c.date1904, got, ok, c.want)
		}
	}
	nan := 0.0
	nan /= nan
	for _, serial := range []float64{-1, 0, 0.5, 60, 73416, 1e18, nan} {
		if got, ok := FromExcelSerial(serial, false); ok {
			t.Errorf("%v was read as %v", serial, got)
		}
	}
}

func TestParseWhen(t *testing.T) {
	today := MustDate("2026-11-24") // a Tuesday
	for typed, want := range map[string]string{
		"3/12": "2026-12-03", "24/11": "2026-11-24", "23/11": "2027-11-23", "3.12": "2026-12-03", "3-12": "2026-12-03", "3 dicembre": "2026-12-03", "3dic": "2026-12-03", "1° gen": "2027-01-01",
		"29/2": "2028-02-29", "gio": "2026-11-26", "giovedì": "2026-11-26", "GIOVEDI'": "2026-11-26", "giovedi": "2026-11-26", "mar": "2026-12-01", "martedì": "2026-12-01", "lun": "2026-11-30", "dom.": "2026-11-29",
		"Thu": "2026-11-26", "+30": "2026-12-24", "+ 7": "2026-12-01", "+0": "2026-11-24", "oggi": "2026-11-24", " Domani ": "2026-11-25", "dopodomani": "2026-11-26", "dopo domani": "2026-11-26",
		"03/12/2026": "2026-12-03", "3/12/26": "2026-12-03", "2026-12-03": "2026-12-03", "gio 3/12": "2026-12-03", "giovedì 3 dicembre 2026": "2026-12-03", "gio 19/11": "2026-11-19", "gio 3/12/2026": "2026-12-03",
		"gio 03/12/2026": "2026-12-03", "gio3/12": "2026-12-03", "1/1/2020": "2020-01-01",
	} {
		if got, err := ParseWhen(typed, today); err != nil || got != MustDate(want) {
			t.Errorf("%q is %v, %v; want %s", typed, got, err, want)
		}
	}
	for typed, want := range map[string]error{"": ErrNotADate, "boh": ErrNotADate, "gi": ErrNotADate, "giovedix": ErrNotADate, "+": ErrNotADate, "-3": ErrNotADate, "3/dix": ErrNotADate, "gio mar": ErrNotADate,
		"gio 3/x": ErrNotADate, "31/2": ErrNoSuchDay, "0/3": ErrNoSuchDay, "3/13": ErrNoSuchDay, "30 febbraio": ErrNoSuchDay, "ven 3/12": ErrNoSuchDay, "ven 3/12/2026": ErrNoSuchDay, "+99999": ErrDateRange, "3/12/3000": ErrDateRange} {
		if got, err := ParseWhen(typed, today); !errors.Is(err, want) || !got.IsZero() {
			t.Errorf("%q gives %v, %v; want %v", typed, got, err, want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"24/11/2026", "1.5.24", "2024-01-16 00:00", "3 dic 24", "31/02/2024", "24112026", "٣/٤/٢٠٢٦", ""} {
		f.Add(s, true)
	}
	today := MustDate("2026-11-24")
	f.Fuzz(func(t *testing.T, s string, birth bool) {
		d, err := ParseDate(s, Pivot{today, birth})
		if err != nil {
			if FlawOf(err) == nil || !d.IsZero() {
				t.Fatalf("%q: %v, %v", s, d, err)
			}
			return
		}
		if !Valid(d.Year(), d.Month(), d.Day()) || d.Year() < MinYear || d.Year() > MaxYear {
			t.Fatalf("%q is %v", s, d)
		}
		if again, err := ParseDate(d.Format(), Pivot{today, birth}); err != nil || again != d {
			t.Fatalf("%q is %v, then %v, %v", s, d, again, err)
		}
	})
}

func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{"3/12", "gio", "giovedì 3/12", "+30", "domani", "29/2", "24/11/2026"} {
		f.Add(s, 100)
	}
	f.Fuzz(func(t *testing.T, s string, day int) {
		today := MustDate("1990-01-01").AddDays(int(uint(day) % 30000))
		d, err := ParseWhen(s, today)
		if err != nil {
			if FlawOf(err) == nil || !d.IsZero() {
				t.Fatalf("%q: %v, %v", s, d, err)
			}
			return
		}
		if !Valid(d.Year(), d.Month(), d.Day()) || d.Year() < MinYear || d.Year() > MaxYear {
			t.Fatalf("%q on %v is %v", s, today, d)
		}
		if again, err := ParseWhen(d.Near(today), today); err != nil || again != d {
			t.Fatalf("%q on %v is %v, then %v, %v", s, today, d, again, err)
		}
	})
}
