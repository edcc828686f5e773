package casefile

import (
	"slices"
	"strings"

	"siil/internal/account"
	"siil/internal/person"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// month is the lines of one month of the timeline.
type month struct {
	Title   text.T
	Entries []Entry
}

// months cuts the timeline where the month changes.
func (d *diary) months() []month {
	var out []month
	for _, e := range d.entries {
		day := e.day()
		title := text.Raw(day.Format())
		if !day.IsZero() {
			title = text.T{value.MonthName(day.Month(), text.Italian), value.MonthName(day.Month(), text.English)}
			for i, s := range title {
				title[i] = strings.ToUpper(s[:1]) + s[1:] + " " + day.ISO()[:4]
			}
		}
		if n := len(out); n == 0 || out[n-1].Title != title {
			out = append(out, month{Title: title})
		}
		last := &out[len(out)-1]
		last.Entries = append(last.Entries, e)
	}
	return out
}

// said is what a line of the timeline says; the words that somebody wrote come after it.
func (v *caseView) said(e Entry) text.T {
	switch e.Kind {
	case OfState:
		to, _ := v.r.m.State(e.B)
		if e.A == "" {
			return text.SaidOpened.With(to.Label.In(v.lang))
		}
		from, _ := v.r.m.State(e.A)
		return text.SaidMoved.With(to.Label.In(v.lang), from.Label.In(v.lang))
	case OfSuspension:
		return text.SaidSuspended.With(v.reasonWords(e), isoDay(e.B))
	case OfReview:
		return text.SaidReviewed.With(v.reasonWords(e), isoDay(e.B))
	case OfResumption:
		s, _ := v.r.m.State(e.B)
		return text.SaidResumed.With(s.Label.In(v.lang))
	case OfClosure:
		return v.saidClosed(e)
	case OfDate:
		switch {
		case e.A == "":
			return text.SaidNoDate
		case e.B == "":
			return text.SaidDate.With(isoDay(e.A))
		}
		return text.SaidDateFor.With(isoDay(e.A), e.B)
	case OfPerson:
		return text.SaidCorrected.With(v.fieldNames(e.A))
	case OfImport:
		return text.SaidImported.With(e.A)
	case OfMerge:
		return text.SaidMerged
	case OfSplit:
		return text.SaidSplit
	case OfReferral:
		return v.saidReferred(e)
	case OfEnrolment, OfEnd:
		return v.saidProgramme(e)
	case OfDecision:
		d, _ := v.r.m.Sittings.Decision(e.A)
		if e.C != "" {
			return text.SaidUndecided.With(e.B, d.Label.In(v.lang))
		}
		return text.SaidDecided.With(e.B, d.Label.In(v.lang))
	case OfStep:
		return map[string]text.T{"open": text.SaidStep, "done": text.SaidStepDone, "dropped": text.SaidStepDropped}[e.C].With(e.D, isoDay(e.B))
	case OfAssessment, OfPlan, OfCheck, OfAction:
		return v.saidOfPath(e)
	case OfFollowUp:
		answer, _ := v.r.m.FollowUps.Answer(e.B)
		return text.SaidFollowUp.With(followUpLabel(e.A).In(v.lang), answer.Label.In(v.lang))
	}
	return v.saidOfTeam(e)
}

func (v *caseView) saidOfTeam(e Entry) text.T {
	who := v.name(value.ID(e.A))
	switch e.Kind {
	case OfManager:
		return text.SaidManager.With(who)
	case OfOffer:
		return text.SaidOffered.With(who)
	case OfAnswer:
		return map[string]text.T{Accepted: text.SaidAccepted, Declined: text.SaidDeclined, Withdrawn: text.SaidWithdrawn}[e.B].With(who)
	case OfLeaving:
		return text.SaidLeft.With(who)
	}
	switch e.B {
	case "1":
		return text.SaidJustice.With(who)
	case "0":
		return text.SaidNoJustice.With(who)
	}
	return text.SaidJoined.With(who)
}

func isoDay(s string) string {
	d, _ := value.ParseISO(s)
	return d.Format()
}

// reasonWords are those of a coded reason, as far as the reader may know it.
func (v *caseView) reasonWords(e Entry) string {
	if e.Hidden {
		return text.ReservedReason.In(v.lang)
	}
	reason, _ := v.r.m.SuspensionReason(e.A)
	if e.Kind == OfClosure {
		reason, _ = v.r.m.ClosureReason(e.A)
	}
	return reason.Label.In(v.lang)
}

func (v *caseView) saidClosed(e Entry) text.T {
	var outcomes []string
	for _, code := range strings.Fields(e.B) {
		if o, ok := v.r.m.Outcome(code); ok {
			outcomes = append(outcomes, o.Label.In(v.lang))
		}
	}
	if len(outcomes) == 0 {
		return text.SaidClosed.With(v.reasonWords(e))
	}
	return text.SaidClosedWith.With(v.reasonWords(e), strings.Join(outcomes, ", "))
}

func (v *caseView) saidReferred(e Entry) text.T {
	switch {
	case e.Hidden:
		return text.SaidReferred.With(text.ReservedService.In(v.lang))
	case e.A != "":
		return text.SaidReferred.With(e.A)
	case e.B != "":
		return text.SaidReferred.With(e.B)
	}
	return text.SaidReferredOnly
}

func (v *caseView) saidProgramme(e Entry) text.T {
	label := text.ProgrammeReserved
	if !e.Hidden {
		label, _ = programmeLabel(v.r.m, e.A, func(string) bool { return true })
	}
	if e.Kind == OfEnd {
		return text.SaidEnded.With(label.In(v.lang))
	}
	return text.SaidEnrolled.With(label.In(v.lang))
}

// fieldNames are the data of a person that were corrected, without what they were.
func (v *caseView) fieldNames(codes string) string {
	var out []string
	for _, f := range strings.FieldsFunc(codes, func(r rune) bool { return r == ' ' || r == ',' }) {
		if label, ok := person.Labels[person.Field(f)]; ok {
			out = append(out, strings.ToLower(label.In(v.lang)))
		}
	}
	return strings.Join(out, ", ")
}

// reserved tells whether paper leaves a line out.
func (e Entry) reserved() bool { return e.Section.Sealed() }

// roleWords are roles in words, as the log keeps them: codes joined with +.
func (v *caseView) roleWords(codes string) string {
	var out []string
	for _, code := range strings.Split(codes, "+") {
		if role, ok := v.r.m.Role(code); ok {
			out = append(out, strings.ToLower(role.Label.In(v.lang)))
		}
	}
	return strings.Join(out, ", ")
}

// inRole is ", assistente sociale" after a name; nothing when no role is known.
func (v *caseView) inRole(codes string) string {
	if words := v.roleWords(codes); words != "" {
		return ", " + words
	}
	return ""
}

// roleOf are the roles of a colleague in words.
func (v *caseView) roleOf(id value.ID) string {
	var codes []string
	for _, role := range v.names[id].Roles {
		codes = append(codes, string(role))
	}
	return v.roleWords(strings.Join(codes, "+"))
}

// familyNames are the family names of colleagues; those who share one have their given name too.
func familyNames(list []account.Colleague, l text.Lang) string {
	bearers := map[string]int{}
	for _, c := range list {
		bearers[c.FamilyName]++
	}
	var out []string
	for _, c := range list {
		if bearers[c.FamilyName] > 1 {
			out = append(out, c.Name())
		} else {
			out = append(out, c.FamilyName)
		}
	}
	if n := len(out); n > 1 {
		return strings.Join(out[:n-1], ", ") + text.AndWord.In(l) + out[n-1]
	}
	return strings.Join(out, "")
}

// sectionLabel is the word of a section.
func (v *caseView) sectionLabel(s policy.Section) text.T {
	x, _ := v.r.m.Section(string(s))
	return x.Label
}

// whoReads is the row of a section in the fixed frame "who may read": the same five rows for every case, whatever it holds.
func (d *diary) whoReads(s policy.Section) text.T {
	readers := d.readersOf(s)
	mine := slices.Contains(d.readable, s)
	switch {
	case s == policy.Justice && !mine && !d.may[policy.CaseJustice]:
		return text.ReadsJusticeOutside
	case len(readers) == 0:
		return text.ReadsNobody
	case !mine:
		return text.ReadsNotYou.With(familyNames(readers, d.lang))
	}
	return text.Raw(familyNames(readers, d.lang))
}

// referrerWords is who referred the person first, as the reader may know it.
func (v *caseView) referrerWords(readable []policy.Section) text.T {
	if v.c.ReferrerSection != "" && v.c.ReferrerSection != policy.Common && !slices.Contains(readable, v.c.ReferrerSection) {
		return text.ReservedService
	}
	return text.Raw(v.c.Referrer)
}

// programmeWords are the person's programmes on one line, each once.
func (d *diary) programmeWords() []text.T {
	var out []text.T
	for _, p := range d.c.Programmes {
		label, _ := programmeLabel(d.r.m, p.Code, func(section string) bool {
			return section == string(policy.Common) || slices.Contains(d.readable, policy.Section(section))
		})
		if !slices.Contains(out, label) {
			out = append(out, label)
		}
	}
	return out
}

// colleagueOptions are colleagues to choose one from, but the case manager.
func (v *caseView) colleagueOptions(list []account.Colleague) []ui.Option {
	var out []ui.Option
	for _, c := range list {
		if c.ID != v.c.ManagerID {
			out = append(out, ui.Option{Value: string(c.ID), Label: text.Raw(c.FamilyName + " " + c.GivenName + ", " + v.roleOf(c.ID))})
		}
	}
	return out
}

func (v *caseView) crumbs(last text.T) []ui.Crumb {
	return []ui.Crumb{{Label: text.NavCases, Href: "/casi"}, {Label: text.Raw(v.c.Person.Name()), Href: v.path("")}, {Label: last}}
}
