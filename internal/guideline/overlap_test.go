package guideline

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/text"
	"siil/internal/value"
)

func hours(days map[string]int) map[value.Date]int {
	out := map[value.Date]int{}
	for day, h := range days {
		out[value.MustDate(day)] = h * 60
	}
	return out
}

func TestOverlaps(t *testing.T) {
	march, june := value.MustDate("2026-03-01"), value.MustDate("2026-06-30")
	course := func(id, provider, fund string) Funded {
		return Funded{Action: value.ID(id), Kind: "UPSKILLING", Provider: provider, Fund: fund, From: march, To: june}
	}
	long := func(id, kind, fund string, days map[string]int) Funded {
		return Funded{Action: value.ID(id), Kind: kind, Provider: "Ente " + id, Fund: fund, From: march, Days: hours(days)}
	}
	day := func(h int) map[string]int { return map[string]int{"2026-03-10": h, "2026-03-09": 1} }
	for name, c := range map[string]struct {
		all  []Funded
		want string
	}{
		"nothing":                        {nil, ""},
		"one course, two funds":          {[]Funded{course("a", "Copit", "GOL"), course("b", " COPIT.", "FSE_PLUS")}, "a b same 2026-03-01"},
		"one course, one fund":           {[]Funded{course("a", "Copit", "GOL"), course("b", "Copit", "GOL")}, ""},
		"one course, no fund":            {[]Funded{course("a", "Copit", "GOL"), course("b", "Copit", "")}, ""},
		"one course, fund of nothing":    {[]Funded{course("a", "Copit", "GOL"), course("b", "Copit", "NESSUNO")}, ""},
		"two bodies":                     {[]Funded{course("a", "Copit", "GOL"), course("b", "Ente 2", "FSE_PLUS")}, ""},
		"bodies that a number parts":     {[]Funded{course("a", "Ente 1", "GOL"), course("b", "Ente 2", "FSE_PLUS")}, ""},
		"bodies not named":               {[]Funded{course("a", "", "GOL"), course("b", " - ", "FSE_PLUS")}, ""},
		"one after the other":            {[]Funded{course("a", "Copit", "GOL"), {Action: "b", Kind: "UPSKILLING", Provider: "Copit", Fund: "FSE_PLUS", From: june.AddDays(1)}}, ""},
		"the last day is the first":      {[]Funded{course("a", "Copit", "GOL"), {Action: "b", Kind: "UPSKILLING", Provider: "Copit", Fund: "FSE_PLUS", From: june}}, "a b same 2026-06-30"},
		"no day known":                   {[]Funded{course("a", "Copit", "GOL"), {Action: "b", Kind: "UPSKILLING", Provider: "Copit", Fund: "FSE_PLUS"}}, ""},
		"nine hours, two funds":          {[]Funded{long("a", "PUC", "GOL", day(5)), long("b", "HACCP", "FSE_PLUS", day(4))}, "a b day 2026-03-10"},
		"eight hours, two funds":         {[]Funded{long("a", "PUC", "GOL", day(4)), long("b", "HACCP", "FSE_PLUS", day(4))}, ""},
		"nine hours, one fund":           {[]Funded{long("a", "PUC", "GOL", day(5)), long("b", "HACCP", "GOL", day(4))}, ""},
		"nine hours, one of them unpaid": {[]Funded{long("a", "PUC", "GOL", day(5)), long("b", "HACCP", "", day(4))}, ""},
		"nine hours in three":            {[]Funded{long("a", "PUC", "GOL", day(3)), long("b", "HACCP", "FSE_PLUS", day(3)), long("c", "PATENTE", "GOL", day(3))}, "a b day 2026-03-10, b c day 2026-03-10"},
	} {
		got := ""
		for i, o := range Overlaps(c.all) {
			if i > 0 {
				got += ", "
			}
			why := map[text.T]string{text.OverlapSameCourse: "same", text.OverlapSameDay: "day"}[o.Why]
			got += fmt.Sprintf("%s %s %s %s", o.A, o.B, why, o.On.ISO())
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Whatever the actions, no pair is warned of twice, none without two funds, the order of the list does not matter, and another action never
// takes a warning away.
func TestOverlapsInAnyOrder(t *testing.T) {
	one := rapid.Custom(func(t *rapid.T) Funded {
		f := Funded{Kind: rapid.SampledFrom([]string{"PUC", "HACCP"}).Draw(t, "kind"), Provider: rapid.SampledFrom([]string{"", "Copit", "copit"}).Draw(t, "provider"),
			Fund: rapid.SampledFrom([]string{"", "NESSUNO", "GOL", "FSE_PLUS"}).Draw(t, "fund"), Days: map[value.Date]int{}}
		f.From = value.MustDate("2026-03-01").AddDays(rapid.IntRange(0, 20).Draw(t, "from"))
		if rapid.Bool().Draw(t, "ends") {
			f.To = f.From.AddDays(rapid.IntRange(0, 20).Draw(t, "days"))
		}
		for range rapid.IntRange(0, 4).Draw(t, "attended") {
			f.Days[f.From.AddDays(rapid.IntRange(0, 5).Draw(t, "day"))] = rapid.IntRange(0, 600).Draw(t, "minutes")
		}
		return f
	})
	pairs := func(list []Overlap) map[string]value.Date {
		out := map[string]value.Date{}
		for _, o := range list {
			a, b := o.A, o.B
			if b < a {
				a, b = b, a
			}
			out[string(a+" "+b)] = o.On
		}
		return out
	}
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(one, 0, 6).Draw(t, "all")
		funds := map[value.ID]string{}
		for i := range all {
			all[i].Action = value.ID(fmt.Sprint("a", i))
			funds[all[i].Action] = all[i].Fund
		}
		list := Overlaps(all)
		got := pairs(list)
		for _, o := range list {
			if funds[o.A] == funds[o.B] || funds[o.A] == "" || funds[o.B] == noFund || o.On.IsZero() {
				t.Fatalf("%+v of %v", o, funds)
			}
		}
		back := slices.Clone(all)
		slices.Reverse(back)
		if turned := pairs(Overlaps(back)); len(turned) != len(got) || len(list) != len(got) {
			t.Fatalf("%v, turned %v, in all %d", got, turned, len(list))
		}
		if len(all) == 0 {
			return
		}
		for pair := range pairs(Overlaps(all[1:])) {
			if _, ok := got[pair]; !ok {
				t.Fatalf("%s is gone when one more action is there", pair)
			}
		}
	})
}
