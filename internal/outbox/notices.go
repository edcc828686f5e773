package outbox

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// argKind is what an argument of a notice may be. There is none for the name of a person.
type argKind int

const (
	aNumber argKind = iota // of a referral, case, sitting
	aDay                   // 2026-11-24 or 24/11/2026; may be empty
	aClock                 // 09:30; may be empty
	aSeat                  // the name of a seat of the zone; may be empty
	aWord                  // a code of text.MailWords
)

var (
	numberShape = regexp.MustCompile(`^\d{1,9}$`)
	dayShape    = regexp.MustCompile(`^(\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4})?$`)
	clockShape  = regexp.MustCompile(`^(\d\d:\d\d)?$`)
)

func (a argKind) fits(s string) bool {
	switch a {
	case aNumber:
		return numberShape.MatchString(s)
	case aDay:
		return dayShape.MatchString(s)
	case aClock:
		return clockShape.MatchString(s)
	case aSeat:
		return len(s) <= 120 && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == '@' })
	}
	_, ok := text.MailWords[s]
	return ok
}

// Kind is what one may be told: words, for whom, what its notices carry. A digest gathers what waits until seven into one mail.
type Kind struct {
	Code    string
	Label   text.T
	Default bool          // sent unless its receiver chose otherwise
	Roles   []policy.Role // whom it concerns, as the page of choices shows it; nil: everybody
	Subject text.T        // arguments are %[1]s …
	Body    text.T

	args []argKind
	// Of a digest:
	many     text.T // the subject for more than one; %[1]d is how many
	manyBody text.T
	line     text.T // each, under manyBody
	manyPath string
}

func (k Kind) digest() bool { return k.line != (text.T{}) }

var (
	workers  = []policy.Role{policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker}
	staff    = append([]policy.Role{policy.Coordinator}, workers...)
	sitters  = append([]policy.Role{policy.Secretary}, staff...)
	senders  = []policy.Role{policy.Referrer}
	coordino = []policy.Role{policy.Coordinator}
)

// Kinds are all notices, in the order of the page on which one chooses. Arguments by code:
//
//	referral_outcome, referral_question, referral_arrived, referral_answered   number of the referral
//	sitting_called, sitting_changed, sitting_cancelled                         day, hour, seat
//	minutes_to_approve                                                         day of the sitting
//	step_given                                                                 number of the case, day it is due
//	case_assigned                                                              number of the case
//	weekly                                                                     how much is late, due within seven days, without a date
//	device_new                                                                 day, hour
//	access_changed                                                             what (a code of text.MailWords), day, hour
var Kinds = []Kind{
	{Code: "referral_outcome", Label: text.NoticeReferralOutcome, Default: true, Roles: senders, args: []argKind{aNumber},
		Subject: text.MailReferralOutcome, Body: text.MailReferralOutcomeBody},
	{Code: "referral_question", Label: text.NoticeReferralQuestion, Default: true, Roles: senders, args: []argKind{aNumber},
		Subject: text.MailReferralQuestion, Body: text.MailReferralQuestionBody},
	{Code: "referral_arrived", Label: text.NoticeReferralArrived, Default: true, Roles: coordino, args: []argKind{aNumber},
		Subject: text.MailReferralArrived, Body: text.MailReferralArrivedBody,
		many: text.MailReferralsArrived, manyBody: text.MailReferralsArrivedBody, line: text.MailReferralLine, manyPath: "/segnalazioni"},
	{Code: "referral_answered", Label: text.NoticeReferralAnswered, Default: true, Roles: coordino, args: []argKind{aNumber},
		Subject: text.MailReferralAnswered, Body: text.MailReferralAnsweredBody},
	{Code: "sitting_called", Label: text.NoticeSittingCalled, Default: true, Roles: sitters, args: []argKind{aDay, aClock, aSeat},
		Subject: text.MailSittingCalled, Body: text.MailSittingCalledBody},
	{Code: "sitting_changed", Label: text.NoticeSittingChanged, Default: true, Roles: sitters, args: []argKind{aDay, aClock, aSeat},
		Subject: text.MailSittingChanged, Body: text.MailSittingChangedBody},
	{Code: "sitting_cancelled", Label: text.NoticeSittingCancelled, Default: true, Roles: sitters, args: []argKind{aDay, aClock, aSeat},
		Subject: text.MailSittingCancelled, Body: text.MailSittingCancelledBody},
	{Code: "minutes_to_approve", Label: text.NoticeMinutes, Default: true, Roles: sitters, args: []argKind{aDay},
		Subject: text.MailMinutes, Body: text.MailMinutesBody},
	{Code: "step_given", Label: text.NoticeStep, Default: true, Roles: staff, args: []argKind{aNumber, aDay},
		Subject: text.MailStep, Body: text.MailStepBody, many: text.MailSteps, manyBody: text.MailStepsBody, line: text.MailStepLine, manyPath: "/oggi"},
	{Code: "case_assigned", Label: text.NoticeCaseAssigned, Default: true, Roles: workers, args: []argKind{aNumber},
		Subject: text.MailCaseAssigned, Body: text.MailCaseAssignedBody},
	{Code: "weekly", Label: text.NoticeWeekly, Default: true, Roles: staff, args: []argKind{aNumber, aNumber, aNumber},
		Subject: text.MailWeekly, Body: text.MailWeeklyBody},
	{Code: "device_new", Label: text.NoticeDeviceNew, Default: true, args: []argKind{aDay, aClock},
		Subject: text.MailDeviceNew, Body: text.MailDeviceNewBody},
	{Code: "access_changed", Label: text.NoticeAccessChanged, Default: true, args: []argKind{aWord, aDay, aClock},
		Subject: text.MailAccessChanged, Body: text.MailAccessChangedBody},
}

// KindOf finds a notice by its code.
func KindOf(code string) (Kind, bool) {
	i := slices.IndexFunc(Kinds, func(k Kind) bool { return k.Code == code })
	if i < 0 {
		return Kind{}, false
	}
	return Kinds[i], true
}

// concerns tells whether somebody with these roles is ever told this.
func (k Kind) concerns(roles []policy.Role) bool {
	return k.Roles == nil || policy.Principal{Roles: roles}.Has(k.Roles...)
}

// say writes the arguments as a person reads them.
func (k Kind) say(lang text.Lang, args []string) []any {
	out := make([]any, len(k.args))
	for i, a := range k.args {
		s := ""
		if i < len(args) {
			s = args[i]
		}
		d, iso := value.ParseISO(s)
		switch {
		case a == aDay && s == "":
			s = text.MailDayNone.In(lang)
		case a == aDay && iso:
			s = d.Format()
		case a == aSeat && s == "":
			s = text.MailSeatNone.In(lang)
		case a == aWord:
			s = text.MailWords[s].In(lang)
		}
		out[i] = s
	}
	return out
}

// fill puts arguments into a text, which need not say all of them.
func fill(t text.T, lang text.Lang, args ...any) string {
	s := t.In(lang)
	if strings.Contains(s, "%[") {
		return fmt.Sprintf(s, args...)
	}
	return s
}
