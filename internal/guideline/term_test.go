package guideline

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"siil/internal/value"
)

func TestDue(t *testing.T) {
	for _, c := range []struct {
		count      int
		unit       Unit
		since, due string
	}{
		{90, Day, "2026-11-24", "2027-02-22"},
		{6, Month, "2026-08-31", "2027-02-28"},
		{10, WorkingDay, "2026-11-24", "2026-12-09"}, // over 8 December
		{1, WorkingDay, "2026-04-03", "2026-04-07"},  // Good Friday, then Easter Monday
		{1, WorkingDay, "2026-11-27", "2026-11-30"},
		{2, WorkingDay, "2026-12-24", "2026-12-29"},
	} {
		if got := (Term{Count: c.count, Unit: c.unit}).Due(value.MustDate(c.since)); got.ISO() != c.due {
			t.Errorf("%d %s from %s end %s, want %s", c.count, c.unit, c.since, got, c.due)
		}
	}
	s, _ := Default().State("SOSPESA")
	term, ok := s.MainTerm()
	if !ok || term.Due(value.MustDate("2026-11-24")).ISO() != "2027-02-22" {
		t.Errorf("a suspension is reviewed after %v", term)
	}
	if s, _ := Default().State("ASSEGNATA"); len(s.Terms) > 0 {
		t.Error("DOMAIN 3.1 gives no term to the assigned")
	}
}

func TestHolidays(t *testing.T) {
	for day, want := range map[string]bool{"2024-04-01": false, "2025-04-21": false, "2026-04-06": false, "2027-03-29": false, "2038-04-26": false,
		"2026-06-02": false, "2027-10-04": false, "2024-10-04": true, "2026-11-24": true, "2026-11-28": false, "2026-11-02": true} {
		if got := IsWorkingDay(value.MustDate(day)); got != want {
			t.Errorf("%s working %v, want %v", day, got, want)
		}
	}
}

func TestTermsOfWorkingDaysEndOnOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		since := value.MustDate("2000-01-01").AddDays(rapid.IntRange(0, 20000).Draw(t, "day"))
		n := rapid.IntRange(1, 60).Draw(t, "count")
		due := Term{Count: n, Unit: WorkingDay}.Due(since)
		next := Term{Count: n + 1, Unit: WorkingDay}.Due(since)
		if !IsWorkingDay(due) || !due.After(since) || !next.After(due) || due.Sub(since) < n {
			t.Fatalf("%d from %s end %s", n, since, due)
		}
		if e := easter(since.Year()); e.Weekday() != time.Sunday || e.Before(value.MustDate(since.MonthStart().ISO()[:4]+"-03-22")) {
			t.Fatalf("easter %s", e)
		}
	})
}
