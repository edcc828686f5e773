package intake

import (
	"slices"
	"strings"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/network"
	"siil/internal/person"
	"siil/internal/referral"
	"siil/internal/text"
	"siil/internal/value"
)

// firstDay is before anything that the team knows of.
var firstDay = value.MustDate("1990-01-01")

// sender is who a referral comes from, once the form has been held against the account.
type sender struct {
	account, organisation value.ID
	name, words           string
}

// check puts a form into the shape that is kept and says what is wrong with it, field by field. inside: whoever types works here.
func (r *Room) check(tx *gate.ReadTx, in *Sending, inside bool) (sender, error) {
	in.tidy()
	var c fault.Check
	channel := r.checkChannel(&c, in, inside, tx.Who().Account != "")
	from, err := r.checkSender(tx, &c, in, channel)
	if err != nil {
		return from, err
	}
	if in.ReceivedOn.IsZero() {
		in.ReceivedOn = tx.Today()
	}
	if channel.ByHand {
		day(&c, "received_on", in.ReceivedOn, firstDay, tx.Today())
	} else {
		c.Require(in.ReceivedOn == tx.Today(), "received_on", text.ReferralReceivedIsToday)
	}
	r.checkWords(&c, in, channel)
	r.checkInformed(&c, in, channel, tx.Today())
	if in.PersonID != "" {
		return from, c.Err()
	}
	return from, fault.Join(person.Check(&in.Person, tx.Today()), c.Err())
}

// tidy brings texts into one form: no spaces around them, lines ended as the program ends them.
func (in *Sending) tidy() {
	for _, s := range []*string{&in.SenderBody, &in.SenderName, &in.SenderContact, &in.Reason, &in.Asked, &in.PersonWords, &in.ServicesText, &in.UrgencyReason} {
		*s = tidy(*s)
	}
	needs := make(map[string]string, len(in.Needs))
	for code, line := range in.Needs {
		needs[code] = tidy(line)
	}
	in.Needs = needs
}

func tidy(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
}

func (r *Room) checkChannel(c *fault.Check, in *Sending, inside, hasAccount bool) guideline.Channel {
	if !inside {
		c.Require(in.Channel == "" || in.Channel == Online, "channel", text.ReferralNotYourChannel)
		in.Channel = Online
	}
	channel, ok := r.m.Referrals.Channel(in.Channel)
	if !ok || !channel.ByHand && (channel.Code != Online || !hasAccount) {
		c.Add("channel", text.ReferralChannelChoose)
	}
	return channel
}

// checkSender tells who the sender is: the account, the body and operator that were typed in, or the person who came alone.
func (r *Room) checkSender(tx *gate.ReadTx, c *fault.Check, in *Sending, channel guideline.Channel) (s sender, err error) {
	if !channel.ByHand {
		c.Require(in.OrganisationID == "" && in.SenderBody == "", "organisation", text.ReferralSenderIsYou)
		c.Require(in.SenderName == "", "sender_name", text.ReferralSenderIsYou)
		c.Fits("sender_contact", in.SenderContact, MaxName)
		s.account = tx.Who().Account
		if s.account == "" {
			return s, nil
		}
		err = tx.One("SELECT TRIM(given_name || ' ' || family_name), organisation_id FROM account WHERE zone = $1 AND id = $2",
			[]any{tx.Zone(), s.account}, &s.name, &s.organisation)
		if s.organisation == "" {
			s.words = s.name
		}
		return s, err
	}
	if channel.Direct {
		return sender{words: text.ReferralDirectSender.In(text.Italian)}, nil
	}
	c.Needs("sender_name", in.SenderName, text.ReferralSenderMissing, MaxName)
	c.Fits("sender_contact", in.SenderContact, MaxName)
	c.Fits("sender_body", in.SenderBody, MaxName)
	s = sender{organisation: in.OrganisationID, name: in.SenderName}
	if s.organisation == "" {
		s.words = in.SenderBody
		c.Require(s.words != "", "organisation", text.ReferralBodyMissing)
		return s, nil
	}
	all, err := network.Organisations(tx)
	known := slices.ContainsFunc(all, func(o network.Organisation) bool { return o.ID == s.organisation && o.EndedAt.IsZero() })
	c.Require(err != nil || known, "organisation", text.ReferralBodyMissing)
	return s, err
}

func (r *Room) checkWords(c *fault.Check, in *Sending, channel guideline.Channel) {
	c.Needs("reason", in.Reason, text.ReferralReasonMissing, MaxText)
	if channel.Direct {
		c.Fits("asked", in.Asked, MaxText)
	} else {
		c.Needs("asked", in.Asked, text.ReferralAskedMissing, MaxText)
	}
	c.Fits("person_words", in.PersonWords, MaxText)
	for code, line := range in.Needs {
		if _, ok := r.m.Referrals.Need(code); !ok {
			c.Add("needs", text.ReferralNeedUnknown)
			continue
		}
		c.Fits("need_"+code, line, MaxLine)
	}
	slices.Sort(in.Services)
	in.Services = slices.Compact(in.Services)
	for _, code := range in.Services {
		if _, ok := r.m.Referrals.Service(code); !ok {
			c.Add("services", text.ReferralServiceUnknown)
			break
		}
	}
	c.Fits("services_text", in.ServicesText, MaxLine)
	if channel.Direct && in.Urgency == "" {
		in.Urgency = r.m.Urgencies[0].Code
	}
	urgency, ok := r.m.Urgency(in.Urgency)
	c.Require(ok, "urgency", text.ReferralUrgencyChoose)
	if urgency.ReasonNeeded {
		c.Needs("urgency_reason", in.UrgencyReason, text.ReferralUrgencyReason, MaxLine)
	} else if ok {
		in.UrgencyReason = ""
	}
}

func (r *Room) checkInformed(c *fault.Check, in *Sending, channel guideline.Channel, today value.Date) {
	if channel.Direct && in.Informed == "" { // whoever comes alone knows
		for _, x := range r.m.Referrals.Informed {
			if x.Day && in.Informed == "" {
				in.Informed, in.InformedOn = x.Code, in.ReceivedOn
			}
		}
	}
	how, ok := r.m.Referrals.InformedAs(in.Informed)
	c.Require(ok, "informed", text.ReferralInformedChoose)
	switch {
	case how.Day:
		day(c, "informed_on", in.InformedOn, firstDay, today)
	case ok:
		in.InformedOn = value.Date{}
	}
}

// words are what is sealed of a form. The person's data as written stay with it: a record that is there already is not changed by it.
func (in Sending) words() referral.Words {
	w := referral.Words{Reason: in.Reason, Asked: in.Asked, PersonWords: in.PersonWords, UrgencyReason: in.UrgencyReason, Contact: in.SenderContact,
		Needs: in.Needs, Services: in.Services, ServicesText: in.ServicesText}
	if in.PersonID != "" {
		return w
	}
	w.Written = map[string]string{}
	for _, f := range person.Fields {
		if v := in.Person.Get(f); v != "" {
			w.Written[string(f)] = v
		}
	}
	return w
}

// written is the person as a sheet has them in its sender's words; ok is false when the sender chose a record of the archive.
func written(w referral.Words) (p person.Person, ok bool) {
	get := func(f person.Field) string { return w.Written[string(f)] }
	p = person.Person{GivenName: get(person.GivenName), FamilyName: get(person.FamilyName), TaxCode: value.TaxCode(get(person.TaxCode)),
		BirthPlace: get(person.BirthPlace), Sex: get(person.Sex), Municipality: get(person.Municipality), Address: get(person.Address),
		Phone: get(person.Phone), Email: get(person.Email), Language: get(person.Language)}
	p.BirthDate, _ = value.ParseISO(get(person.BirthDate))
	return p, len(w.Written) > 0
}

// day checks the day of something that has happened.
func day(c *fault.Check, field string, on, from, today value.Date) {
	switch {
	case on.IsZero():
		c.Add(field, text.DateNeeded)
	case on.After(today):
		c.Add(field, text.DateInFuture)
	case on.Before(from):
		c.Add(field, text.DateTooEarly.With(from.Format()))
	}
}
