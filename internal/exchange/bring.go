package exchange

import (
	"strings"

	"siil/internal/account"
	"siil/internal/network"
	"siil/internal/territory"
	"siil/internal/value"
)

// bring works out what the line adds to the case of a subject: a referral, programmes, a note, and for a new case its beginning.
func (j *judging) bring(v *verdict, s *subject) {
	d := &v.do
	org, listed := j.bodies.find(v.Referrer)
	if !v.ReferredOn.IsZero() && (s.since.IsZero() || v.ReferredOn.Before(s.since)) {
		s.since = v.ReferredOn
	}
	if v.Referrer != "" && !listed {
		v.warn(referrerUnknown, j.heads.of[fieldReferrer], short(v.Referrer))
	}
	if s.caseID == "" && s.state == "" {
		d.opens = true
		j.begin(v, s)
	} else {
		j.compare(v, s)
	}
	if key := referralKey(v.ReferredOn, org.ID, v.Referrer, listed); key != "" && !s.referrals[key] {
		s.referrals[key] = true
		if d.referral = true; !d.opens {
			v.Remarks = append(v.Remarks, Remark{referralAdded, "", []string{v.ReferredOn.Format(), v.Referrer}})
		}
	}
	for _, p := range v.Programmes {
		if s.programmes[p] {
			continue
		}
		s.programmes[p] = true
		if d.programmes = append(d.programmes, p); !d.opens {
			v.Remarks = append(v.Remarks, Remark{programmeAdded, "", []string{p}})
		}
	}
	if h := j.noteHash(v.Notes); v.Notes != "" && !s.notes[h] {
		s.notes[h] = true
		if d.note = true; !d.opens {
			v.Remarks = append(v.Remarks, Remark{Code: noteAdded})
		}
	}
}

// begin takes state, case manager and seat for a new case from the line.
func (j *judging) begin(v *verdict, s *subject) {
	s.state = v.State
	if v.Manager != "" {
		if s.managerID = j.manager(v.Manager); s.managerID == "" {
			v.warn(managerUnknown, j.heads.of[fieldManager], short(v.Manager))
		}
	}
	if v.Seat != "" {
		if s.seatID = j.seat(v.Seat); s.seatID == "" {
			v.warn(seatUnknown, j.heads.of[fieldSeat], short(v.Seat))
		}
	}
	if v.ReferredOn.IsZero() {
		v.warn(dateMissing, j.heads.of[fieldReferredOn])
	}
	s.nextOn = v.NextOn
	opened := Remark{isOpened, "", []string{v.State, v.Why, v.ReferredOn.Format(), v.Referrer, strings.Join(v.Programmes, " ")}}
	if !v.do.makes {
		opened = Remark{Code: caseOpened}
	}
	v.Remarks = append([]Remark{opened}, v.Remarks...)
}

// compare shows what the line says of a case that goes on by itself: its state and next date are never changed by a list.
func (j *judging) compare(v *verdict, s *subject) {
	if v.Words.State != "" && v.State != s.state {
		v.Remarks = append(v.Remarks, Remark{valueDiffers, j.heads.of[fieldState], []string{fieldState, s.state, v.State}})
	}
	if !v.NextOn.IsZero() && v.NextOn != s.nextOn {
		v.Remarks = append(v.Remarks, Remark{valueDiffers, j.heads.of[fieldNextDate], []string{fieldNextDate, s.nextOn.Format(), v.NextOn.Format()}})
	}
}

// referralKey tells referrals apart by day and sender; empty when the line has neither.
func referralKey(on value.Date, org value.ID, words string, listed bool) string {
	who := string(org)
	if !listed {
		who = value.FoldName(words)
	}
	if on.IsZero() && who == "" {
		return ""
	}
	return on.ISO() + "|" + who
}

// bodies finds who refers by the words of a list.
type bodies map[string]network.Organisation

// newBodies knows the bodies of the zone by their names, and by the other names that the guidelines give them.
func newBodies(zone string, all []network.Organisation) bodies {
	b := bodies{}
	seed, _ := territory.SeedOf(zone)
	for _, a := range seed.Agencies {
		if o, ok := network.FindOrganisation(all, a.Name); ok {
			for _, alias := range a.Aliases {
				b[value.FoldName(alias)] = o
			}
		}
	}
	for _, o := range all {
		if o.EndedAt.IsZero() {
			b[value.FoldName(o.Name)] = o
		}
	}
	return b
}

func (b bodies) find(words string) (network.Organisation, bool) {
	o, ok := b[value.FoldName(words)]
	return o, ok && words != ""
}

// manager finds the one colleague who may manage cases and is named by the words; none when nobody is, or several.
func (a *archive) manager(words string) value.ID {
	var found value.ID
	said := value.NameTokens(words)
	for _, c := range account.ManagersOf(a.colleagues) {
		if !namesColleague(said, c) {
			continue
		}
		if found != "" {
			return ""
		}
		found = c.ID
	}
	return found
}

// namesColleague tells whether words name somebody: the family name, with nothing but the given name or its initial beside it.
func namesColleague(said []string, c account.Colleague) bool {
	family, given := value.NameTokens(c.FamilyName), value.NameTokens(c.GivenName)
	left := map[string]int{}
	for _, w := range said {
		left[w]++
	}
	for _, w := range family {
		if left[w] == 0 {
			return false
		}
		if left[w]--; left[w] == 0 {
			delete(left, w)
		}
	}
	for w := range left {
		ok := false
		for _, g := range given {
			ok = ok || g == w || len(w) == 1 && strings.HasPrefix(g, w)
		}
		if !ok {
			return false
		}
	}
	return len(said) > 0
}

func (a *archive) seat(words string) value.ID {
	said := value.FoldName(words)
	for _, s := range a.seats {
		if name := value.FoldName(s.Name); name == said || len(said) > 3 && strings.Contains(name, said) {
			return s.ID
		}
	}
	return ""
}
