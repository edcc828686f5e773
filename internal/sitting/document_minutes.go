package sitting

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"siil/internal/person"
	"siil/internal/text"
	"siil/internal/value"
)

// MinutesDocument is the minutes as a PDF, one section a case in the order of the agenda. What the reader of v may not read is not in it. Minutes
// that are not approved say so on every page. checkpoint is the signed head of the log (see gate.Checkpoint), printed at the end.
func (r *Room) MinutesDocument(v MinutesView, checkpoint string, p Paper) ([]byte, error) {
	l, h := p.Lang, v.Head
	d := r.print(p, text.PrintedTitle.F(l, h.Number, h.OnDay.Format()), v.over(l), text.PrintedFoot.F(l, h.Number, h.OnDay.Format()), v.changedAt())
	d.standing(v)
	d.sittingFacts(v)
	d.attendance(h.Members)
	d.H2(text.PrintedQuorum.In(l))
	d.List(d.quorum(h.Quorum))
	d.H2(text.PrintedAgenda.In(l))
	var rows [][]string
	for _, x := range h.Items {
		rows = append(rows, []string{strconv.Itoa(x.Position), strconv.Itoa(x.CaseNumber), text.PrintedItemState[x.State].In(l)})
	}
	d.Table([]string{text.AgendaPosition.In(l), text.AgendaCase.In(l), text.PrintedHow.In(l)}, rows, []float64{1, 1, 4})
	parts := slices.SortedFunc(slices.Values(v.Parts), func(a, b MinutesPart) int { return cmp.Compare(a.Position, b.Position) })
	for _, part := range parts {
		d.casePart(part, h.numberAt(part))
	}
	d.approvals(v)
	d.additions(text.PrintedAdditions, v.Additions, plainly)
	d.H2(text.PrintedSign.In(l))
	d.signatures(v.Approvals)
	d.proof(v.Digest, "", checkpoint)
	return d.Bytes()
}

// over is what stands above every page of minutes that are not approved.
func (v MinutesView) over(l text.Lang) string {
	if v.State == MinutesApproved {
		return ""
	}
	return text.PrintedDraftMark.In(l)
}

// changedAt is when the minutes last changed.
func (v MinutesView) changedAt() value.Instant {
	at := v.MadeAt
	see := func(other value.Instant) {
		if other.After(at) {
			at = other
		}
	}
	for _, a := range v.Approvals {
		see(a.At)
	}
	for _, a := range v.Additions {
		see(a.At)
	}
	for _, p := range v.Parts {
		for _, a := range p.Additions {
			see(a.At)
		}
	}
	return at
}

// numberAt is the number of the case of a part, also of one that is hidden.
func (h MinutesHead) numberAt(p MinutesPart) int {
	for _, x := range h.Items {
		if x.Position == p.Position {
			return x.CaseNumber
		}
	}
	return p.CaseNumber
}

// standing says whether the minutes are approved.
func (d *printed) standing(v MinutesView) {
	if v.State == MinutesApproved {
		d.P(text.PrintedApprovedT.F(d.l, v.ApprovedAt.Format()))
	} else {
		d.P(text.PrintedNotYet.In(d.l))
	}
}

func (d *printed) sittingFacts(v MinutesView) {
	h, where := v.Head, v.Head.Where
	if h.Link {
		where = strings.TrimPrefix(where+", "+text.PrintedRemote.In(d.l), ", ")
	}
	d.Pairs([][2]string{
		{text.AgendaWhere.In(d.l), where},
		{text.PrintedCalled.In(d.l), h.Starts},
		{text.PrintedOpened.In(d.l), h.OpenedAt.Format()},
		{text.PrintedClosedAt.In(d.l), h.ClosedAt.Format()},
		{text.PrintedMadeBy.In(d.l), text.PrintedMade.F(d.l, v.MadeBy, v.MadeAt.Format())},
		{text.PrintedModel.In(d.l), h.Model},
	})
}

func (d *printed) attendance(members []MinutesMember) {
	d.H2(text.PrintedPresent.In(d.l))
	var rows [][]string
	for _, m := range members {
		name := m.Name
		if m.Recorder {
			name = text.AgendaRecorder.F(d.l, name)
		}
		rows = append(rows, []string{name, d.part(m.Part), d.times(m)})
	}
	d.Table([]string{text.PrintedName.In(d.l), text.PrintedPartWord.In(d.l), text.PrintedTimes.In(d.l)}, rows, []float64{4, 2, 4})
}

// times are when a member was there, or that they were not.
func (d *printed) times(m MinutesMember) string {
	var out []string
	for _, t := range m.Times {
		out = append(out, d.span(t.From, t.Until))
	}
	switch {
	case len(out) > 0:
		return strings.Join(out, ", ")
	case m.Absence == DoesNotCome:
		return text.PrintedAbsentTol.In(d.l)
	}
	return text.PrintedAbsent.In(d.l)
}

func (d *printed) span(from, until value.Instant) string {
	switch {
	case from.IsZero():
		return ""
	case until.IsZero():
		return text.PrintedFrom.F(d.l, from.Clock())
	}
	return text.PrintedFromTo.F(d.l, from.Clock(), until.Clock())
}

// plainly prints a text as it stands.
func plainly(s string) string { return s }

// casePart is the section of one case.
func (d *printed) casePart(p MinutesPart, number int) {
	d.H2(strconv.Itoa(p.Position) + ". " + text.PrintedCase.F(d.l, number))
	if p.Hidden {
		d.P(text.PrintedHidden.In(d.l))
		return
	}
	d.caseFacts(p, plainly)
	d.caseDecision(p, plainly)
	d.additions(text.PrintedAdditions, p.Additions, plainly)
	d.Small(text.PrintedPartProof.In(d.l))
	d.Code(p.Digest)
}

// caseFacts are who the case is about, who was there and what was said. say prints what people have written.
func (d *printed) caseFacts(p MinutesPart, say func(string) string) {
	var senders, out []string
	for _, s := range p.Senders {
		name := say(strings.TrimPrefix(s.Body+", "+s.Name, ", "))
		if !s.ReceivedOn.IsZero() {
			name = text.PrintedSender.F(d.l, name, s.ReceivedOn.Format())
		}
		senders = append(senders, name)
	}
	for _, o := range p.Out {
		why, _ := d.m.Sittings.Conflict(o.Why)
		out = append(out, text.PrintedOutWhy.F(d.l, o.Name, why.Label.In(d.l)))
	}
	d.Pairs([][2]string{
		{text.AgendaPerson.In(d.l), p.Person},
		{text.PrintedBorn.In(d.l), p.BirthDate.Format()},
		{text.PrintedTown.In(d.l), person.MunicipalityName(p.Municipality)},
		{text.AgendaWhy.In(d.l), d.why(p.Why)},
		{text.PrintedSenders.In(d.l), strings.Join(senders, "\n")},
		{text.PrintedHow.In(d.l), text.PrintedItemState[p.State].In(d.l)},
		{text.PrintedTalked.In(d.l), d.span(p.StartedAt, p.EndedAt)},
		{text.PrintedThere.In(d.l), strings.Join(p.Present, ", ")},
		{text.PrintedOut.In(d.l), strings.Join(out, "\n")},
		{text.PrintedQuorum.In(d.l), strings.Join(d.quorum(p.Quorum), "\n")},
	})
	if p.Note != "" {
		d.H3(text.PrintedNote.In(d.l))
		d.P(say(p.Note))
	}
}

func (d *printed) caseDecision(p MinutesPart, say func(string) string) {
	if p.Decision == "" {
		return
	}
	decision, _ := d.m.Sittings.Decision(p.Decision)
	suspension, _ := d.m.SuspensionReason(p.Suspension)
	closure, _ := d.m.ClosureReason(p.Closure)
	state := d.state(p.ToState)
	if p.FromState != "" && p.FromState != p.ToState && p.ToState != "" {
		state = text.PrintedFromState.F(d.l, d.state(p.FromState), d.state(p.ToState))
	}
	d.H3(text.PrintedDecision.In(d.l))
	d.Pairs([][2]string{
		{text.PrintedDecision.In(d.l), decision.Label.In(d.l)},
		{text.PrintedState.In(d.l), state},
		{text.PrintedReason.In(d.l), say(p.Reason)},
		{text.PrintedAdvice.In(d.l), say(p.Advice)},
		{text.PrintedSuspended.In(d.l), d.reserved(suspension)},
		{text.PrintedClosure.In(d.l), d.reserved(closure)},
		{text.PrintedReview.In(d.l), p.ReviewOn.Format()},
		{text.PrintedManager.In(d.l), p.Manager},
		{text.PrintedTeam.In(d.l), strings.Join(p.Team, ", ")},
		{text.PrintedRecordedBy.In(d.l), p.DecidedBy},
	})
	if len(p.Steps) == 0 {
		return
	}
	d.H3(text.PrintedSteps.In(d.l))
	var rows [][]string
	for _, s := range p.Steps {
		rows = append(rows, []string{say(s.What), say(s.Who), s.Due.Format()})
	}
	d.Table([]string{text.PrintedStepWhat.In(d.l), text.PrintedStepWho.In(d.l), text.PrintedStepDue.In(d.l)}, rows, []float64{5, 3, 2})
}

func (d *printed) approvals(v MinutesView) {
	d.H2(text.PrintedApprovals.In(d.l))
	var rows [][]string
	for _, a := range v.Approvals {
		when := a.At.Format()
		if a.At.IsZero() {
			when = text.PrintedWaits.In(d.l)
		}
		rows = append(rows, []string{a.Name, when})
	}
	d.Table([]string{text.PrintedName.In(d.l), text.PrintedWhen.In(d.l)}, rows, []float64{3, 2})
}

func (d *printed) additions(title text.T, all []Addition, say func(string) string) {
	if len(all) == 0 {
		return
	}
	d.H3(title.In(d.l))
	for _, a := range all {
		d.P(text.PrintedAddition.F(d.l, a.By, a.At.Format()))
		d.Quote(say(a.Text))
	}
}

func (d *printed) signatures(all []Approval) {
	var names []string
	for _, a := range all {
		names = append(names, a.Name)
	}
	d.Signatures(names)
}

// proof is what lets somebody check later that the minutes are these.
func (d *printed) proof(digest, part, checkpoint string) {
	d.H2(text.PrintedProof.In(d.l))
	d.Small(text.PrintedDigest.In(d.l))
	d.Code(digest)
	if part != "" {
		d.Small(text.PrintedPartProof.In(d.l))
		d.Code(part)
	}
	if checkpoint != "" {
		d.Small(text.PrintedLog.In(d.l))
		d.Code(checkpoint)
	}
}
