package intake

import (
	"siil/internal/pdf"
	"siil/internal/referral"
	"siil/internal/text"
)

// Receipt is the receipt of a referral as a PDF, for whoever may read it: what the reader does not see in v is not in it. It says when the
// answer is due and who gives it, and is the sheet to sign. zone is the reader's zone; large asks for large print.
func (r *Room) Receipt(zone string, v View, l text.Lang, large bool) ([]byte, error) {
	return r.receipt(zone, v, l, large).Bytes()
}

func (r *Room) receipt(zone string, v View, l text.Lang, large bool) *pdf.Doc {
	one := &oneView{View: v, r: r, here: v.CaseID != "", lang: l}
	s := v.Sheet
	z := r.g.Zone(zone)
	title, head := text.ReceiptTitle.F(l, s.Number), z.Name
	if z.Demo {
		head += " - " + text.DemoNotice.In(l)
	}
	d := pdf.New(pdf.Options{Title: title, Lang: l.Code(), Head: head, Foot: text.ReceiptFoot.F(l, s.Number), Author: z.Name, Large: large, At: s.StateAt.Rome()})
	d.H1(title)
	d.P(one.receiptSays())
	urgency, _ := r.m.Urgency(s.Urgency)
	rows := [][2]string{
		{text.ReceiptNumber.In(l), text.IntakeOtherNumber.F(l, s.Number)},
		{text.ReceiptArrived.In(l), s.ReceivedOn.Format()},
		{text.IntakeColSender.In(l), one.sender()},
		{text.IntakeContact.In(l), s.Words.Contact},
		{text.IntakeChannelWord.In(l), one.channel().In(l)},
		{text.IntakeTyped.In(l), v.TypedBy},
		{text.IntakeUrgency.In(l), joined(urgency.Label.In(l), s.Words.UrgencyReason)},
	}
	if s.State == referral.Received {
		rows = append(rows, [2]string{text.ReceiptAnswerBy.In(l), s.DueOn.Format()}, [2]string{text.ReceiptAnswers.In(l), text.ReceiptWho.In(l) + ", " + z.Name})
	}
	d.Pairs(rows)
	d.H2(text.IntakePersonData.In(l))
	d.Pairs(one.receiptPerson())
	d.H2(text.IntakeSheet.In(l))
	d.Pairs(one.receiptWords())
	one.receiptMessages(d)
	one.receiptAnswers(d)
	sign := []string{text.IntakeSignSender.In(l), text.IntakeSignPerson.In(l)}
	if one.here {
		sign = append(sign, text.IntakeSignCoord.In(l))
	}
	d.Signatures(append(sign, text.IntakeSignDay.In(l)))
	return d
}

// receiptSays is where the answer stands.
func (v *oneView) receiptSays() string {
	s, who := v.Sheet, text.ReceiptWho.In(v.lang)
	switch s.State {
	case referral.Received:
		return text.ReceiptGot.F(v.lang, s.ReceivedOn.Format(), who, s.DueOn.Format())
	case referral.ToComplete:
		return text.ReceiptStands.F(v.lang, s.ReceivedOn.Format())
	}
	if v.OutcomeBy != "" {
		who = text.ReceiptWhoBy.F(v.lang, v.OutcomeBy)
	}
	return text.ReceiptAnswered.F(v.lang, s.ReceivedOn.Format(), who, s.OutcomeAt.Date().Format())
}

func (v *oneView) receiptPerson() (rows [][2]string) {
	for _, f := range v.personFacts() {
		rows = append(rows, [2]string{f.label.In(v.lang), f.value})
	}
	return rows
}

func (v *oneView) receiptWords() [][2]string {
	w, l := v.Sheet.Words, v.lang
	rows := [][2]string{{text.IntakeReason.In(l), w.Reason}, {text.IntakePersonWords.In(l), w.PersonWords}}
	for _, n := range v.Needs {
		rows = append(rows, [2]string{n.Label.In(l), orTicked(n.Line, l)})
	}
	rows = append(rows, [][2]string{{text.IntakeServicesWord.In(l), v.services()}, {text.IntakeAsked.In(l), w.Asked}, {text.IntakeInformedWord.In(l), v.informed()}}...)
	names := ""
	for _, f := range v.Files {
		names = joined(names, f.Name)
	}
	return append(rows, [2]string{text.IntakeFilesWord.In(l), names})
}

func (v *oneView) receiptMessages(d *pdf.Doc) {
	if len(v.Sheet.Messages) > 0 {
		d.H2(text.IntakeMessages.In(v.lang))
	}
	for _, m := range v.Sheet.Messages {
		d.P(text.ReceiptSay.F(v.lang, v.by(m), m.At.Format()))
		d.Quote(m.Text)
	}
}

func (v *oneView) receiptAnswers(d *pdf.Doc) {
	l, s := v.lang, v.Sheet
	if o := v.outcome(); o.Code != "" {
		d.H2(text.IntakeOutcome.In(l))
		d.P(joined(o.Label.In(l), s.OutcomeAt.Date().Format()) + ". " + o.Said.In(l))
		d.Pairs([][2]string{{text.IntakeWhy.In(l), s.Reason}, {text.IntakeWhom.In(l), s.Advice}})
	}
	if team := v.team(); team.Code != "" {
		d.H2(text.IntakeTeamSaid.In(l))
		d.P(joined(team.Label.In(l), text.IntakeTeamSaidOn.F(l, s.TeamAt.Date().Format())) + ". " + team.Said.In(l))
		d.Pairs([][2]string{{text.IntakeWhy.In(l), s.TeamReason}, {text.IntakeWhom.In(l), s.TeamAdvice}})
	}
}
