package guideline

import "siil/internal/text"

// Need is an area in which a referral sees a need, or a service that already follows the person. Section is who may read that it was
// ticked and what was written beside it.
type Need struct {
	Entry
	Hint    text.T `json:"hint,omitzero"`
	Section string `json:"section"`
}

// Channel is how a referral came in. ByHand is offered to who types it in from elsewhere; Direct is a person who came alone, whom the
// service does not take but points elsewhere.
type Channel struct {
	Entry
	ByHand bool `json:"by_hand"`
	Direct bool `json:"direct,omitempty"`
}

// Informed is what the person knows of the referral; Day says that it has a day.
type Informed struct {
	Entry
	Day bool `json:"day"`
}

// ReferralOutcome is what the pre-assessment ends with. To is the state of the case, empty when it stays. Ends is false for a question to
// the sender. Said is what the sender reads.
type ReferralOutcome struct {
	Entry
	To     string `json:"to"`
	Ends   bool   `json:"ends"`
	Advice bool   `json:"advice"` // the sender must be told whom to ask instead
	Said   text.T `json:"said"`
}

// Referrals is what the guidelines say of referrals.
type Referrals struct {
	Needs        []Need            `json:"needs"`
	Services     []Need            `json:"services"`
	Channels     []Channel         `json:"channels"`
	Informed     []Informed        `json:"informed"`
	Outcomes     []ReferralOutcome `json:"outcomes"`
	DirectAdvice text.T            `json:"direct_advice"`
}

// Need finds an area of need by its code.
func (r Referrals) Need(code string) (Need, bool) { return find(r.Needs, code) }

// Service finds a service by its code.
func (r Referrals) Service(code string) (Need, bool) { return find(r.Services, code) }

// Channel finds a channel by its code.
func (r Referrals) Channel(code string) (Channel, bool) { return find(r.Channels, code) }

// InformedAs finds what a person knows by its code.
func (r Referrals) InformedAs(code string) (Informed, bool) { return find(r.Informed, code) }

// Outcome finds an outcome of the pre-assessment by its code.
func (r Referrals) Outcome(code string) (ReferralOutcome, bool) { return find(r.Outcomes, code) }

func (c *checker) referrals() {
	r := c.m.Referrals
	checkList(c, referralFile, r.Needs)
	checkList(c, referralFile, r.Services)
	checkList(c, referralFile, r.Channels)
	checkList(c, referralFile, r.Informed)
	checkList(c, referralFile, r.Outcomes)
	for _, n := range append(r.Needs[:len(r.Needs):len(r.Needs)], r.Services...) {
		c.section(referralFile, n.Code, n.Section)
	}
	for _, o := range r.Outcomes {
		c.require(whole(o.Said), referralFile, o.Code, text.GuidelineNoLabel.With("said"))
		c.leads(referralFile, o.Code, "IN_PREVALUTAZIONE", o.To)
		c.require(o.Ends == (o.To != ""), referralFile, o.Code, text.GuidelineValue.With("ends", o.To))
	}
	c.require(whole(r.DirectAdvice), referralFile, "direct_advice", text.GuidelineNoLabel.With("direct_advice"))
}

// leads checks that a case can go from one state to another; "" is no step.
func (c *checker) leads(file, code, from, to string) {
	c.require(to == "" || c.m.May(from, to), file, code, text.GuidelineUnknown.With("to", to))
}

func (c *checker) section(file, code, section string) {
	_, ok := c.m.Section(section)
	c.require(ok, file, code, text.GuidelineUnknown.With("section", section))
}
