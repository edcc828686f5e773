package hostile

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"siil/internal/casefile"
	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/policy"
	"siil/internal/programme"
	"siil/internal/referral"
	"siil/internal/value"
)

// class is the kind of text that a word was planted in; it says who may see the word.
type class byte

const (
	ofName    class = 'n'
	ofContact class = 'a' // address, e-mail, numbers of other bodies
	ofCase    class = 'r' // reasons, programmes, senders: whatever the case file says outside its sections
	ofNext    class = 'd' // the next step
	ofGlass   class = 'g' // the reason of an opening
	ofList    class = 'l' // lines and names of lists brought in
	ofOwn     class = 'o' // drafts, names of saved lists
	ofTeam    class = 't' // referrals, sittings, mail: each word says itself who may see it
	ofCommon  class = 'c'
	ofSocial  class = 's'
	ofHealth  class = 'h'
	ofWork    class = 'w'
	ofJustice class = 'j'
)

var classOf = map[policy.Section]class{policy.Common: ofCommon, policy.Social: ofSocial, policy.Health: ofHealth, policy.Work: ofWork, policy.Justice: ofJustice}

// word is where a planted word stands.
type word struct {
	class class
	zone  string
	c     *caseFact // nil: it belongs to no case
	owner value.ID
	may   func(p policy.Principal) bool // of ofTeam
}

var planted = regexp.MustCompile(`(?i)zqx[a-z]{5}`)

// plant makes a word that stands nowhere else.
func (f *fixture) plant(k class, zone string, c *caseFact, owner value.ID) string {
	n := f.tags
	f.tags++
	s := "zqx" + string(k)
	for range 4 {
		s += string(rune('a' + n%26))
		n /= 26
	}
	f.words[s] = word{class: k, zone: zone, c: c, owner: owner}
	return s
}

// mayShow answers from the table of permissions alone whether somebody may see a word.
func (x word) mayShow(p policy.Principal) bool {
	allowed := func(a policy.Action, section policy.Section) bool {
		res := policy.Resource{Zone: x.zone, Kind: policy.Case}
		if x.c != nil {
			res = x.c.facts(p.Account)
		}
		res.Section = section
		ok, err := policy.Default().Decide(p, a, res)
		return ok && err == nil
	}
	switch x.class {
	case ofTeam:
		return p.Zone == x.zone && x.may(p)
	case ofName, ofNext:
		return allowed(policy.CaseList, "") || allowed(policy.CaseOpen, "") || allowed(policy.PersonRead, "")
	case ofContact:
		return allowed(policy.PersonRead, "") || allowed(policy.CaseOpen, "")
	case ofCase:
		return allowed(policy.CaseOpen, "") || allowed(policy.PersonRead, "") || allowed(policy.HandOverAnswer, "")
	case ofGlass:
		return allowed(policy.GlassReview, "")
	case ofList:
		return allowed(policy.ImportRun, "")
	case ofOwn:
		return p.Zone == x.zone && p.Account == x.owner
	}
	for s, k := range classOf {
		if k == x.class {
			return allowed(policy.NoteRead, s)
		}
	}
	return false
}

// meets tells whether those see a class of words who meet about a case.
func (k class) meets() bool { return k == ofName || k == ofNext || k == ofCase }

// stolen lists the planted words, tax codes and telephones in an answer that its reader may not see.
func (f *fixture) stolen(p policy.Principal, body string) (out []string) {
	for _, s := range planted.FindAllString(body, -1) {
		if x, ok := f.words[strings.ToLower(s)]; ok && !x.mayShow(p) && !(x.class.meets() && f.meets(p, x.c)) && !(x.class == ofName && f.typed[x.c] != "" && f.typed[x.c] == p.Account) {
			out = append(out, fmt.Sprintf("%s (%c of %s)", s, x.class, x.zone))
		}
	}
	for _, c := range f.cases {
		detail := func(a policy.Action) bool {
			ok, err := policy.Default().Decide(p, a, c.facts(p.Account))
			return ok && err == nil
		}
		wrote := f.sent(p, c) // the code, in a referral of their own, which had no telephone
		if c.phone != "" && strings.Contains(body, c.phone) || c.tax != "" && !wrote && strings.Contains(body, c.tax) {
			if !f.meets(p, c) && !detail(policy.CaseDetails) && !detail(policy.PersonRead) {
				out = append(out, "code or telephone of a case of "+c.zone)
			}
		}
	}
	return out
}

// plantWords gives every case of a zone its words.
func (f *fixture) plantWords(g *gate.Gate, zone string) error {
	return write(g, zone, policy.CaseCreate, func(tx *gate.WriteTx) error {
		for i, c := range f.cases {
			if c.zone != zone {
				continue
			}
			if err := f.plantCase(tx, c, i); err != nil {
				return err
			}
		}
		return nil
	})
}

func (f *fixture) plantCase(tx *gate.WriteTx, c *caseFact, i int) error {
	w := func(k class) string { return f.plant(k, c.zone, c, "") }
	title := func(k class) string { s := w(k); return strings.ToUpper(s[:1]) + s[1:] }
	c.given, c.family = title(ofName), title(ofName)
	c.phone = fmt.Sprintf("348 77%05d", i)
	key := value.NameKey(c.family, c.given)
	err := tx.Update("person", c.person, gate.Row{"given_name": c.given, "family_name": c.family, "name_key": key, "given_key": value.NameKey(c.given, c.family),
		"phone": c.phone, "address": "Via " + w(ofContact), "email": w(ofContact) + "@posta.example"})
	if err == nil {
		err = tx.Update("case_file", c.id, gate.Row{"name_key": key, "next_what": w(ofNext)})
	}
	for _, s := range policy.Sections {
		if err != nil {
			return err
		}
		var id value.ID
		id, err = casefile.AddNote(tx, casefile.NewNote{CaseID: c.id, Section: s, On: tx.Today().AddDays(-1), Text: "Si annota " + w(classOf[s]), Source: casefile.SourceProgram,
			Author: c.manager, AuthorRole: string(policy.SocialWorker)})
		c.notes = append(c.notes, id)
		f.notes[id] = c.id
	}
	if err != nil {
		return err
	}
	if err := f.plantAssessment(tx, c); err != nil {
		return err
	}
	if err := f.plantPlan(tx, c); err != nil {
		return err
	}
	c.externalID = value.NewID()
	if err = tx.Insert("person_external_id", gate.Row{"id": c.externalID, "person_id": c.person, "owner": "Comune", "number": w(ofContact), "since_at": tx.Now()}); err != nil {
		return err
	}
	if c.membership, err = programme.Enrol(tx, c.person, "ALTRO", w(ofCase), tx.Today().AddDays(-30), "demo"); err != nil {
		return err
	}
	_, err = referral.Record(tx, referral.Referral{CaseID: c.id, EpisodeID: c.episode(tx), ReceivedOn: tx.Today().AddDays(-20), SenderWords: w(ofCase), Source: "demo"})
	return err
}

// plantAssessment leaves an open assessment with a note on a domain that everybody of the case may know, and one on a reserved domain.
func (f *fixture) plantAssessment(tx *gate.WriteTx, c *caseFact) error {
	m := &guideline.Default().Assessment
	var instrument value.ID
	err := tx.One("SELECT id FROM instrument WHERE zone = $1", []any{tx.Zone()}, &instrument)
	if fault.Is(err, fault.NotFound) {
		var body string
		if body, err = m.Body(); err != nil {
			return err
		}
		instrument = value.NewID()
		err = tx.Insert("instrument", gate.Row{"id": instrument, "code": m.Code, "version": m.Version, "digest": m.Digest(), "body": body, "made_at": tx.Now()})
	}
	c.assessment = value.NewID()
	var going value.ID // one that the invented world has left open gives way
	if is := tx.One("SELECT id FROM assessment WHERE zone = $1 AND case_id = $2 AND closed_at IS NULL AND dropped_at IS NULL", []any{tx.Zone(), c.id}, &going); err == nil && is == nil {
		err = tx.Update("assessment", going, gate.Row{"dropped_at": tx.Now()})
	}
	if err == nil {
		err = tx.Insert("assessment", gate.Row{"id": c.assessment, "case_id": c.id, "episode_id": c.episode(tx), "person_id": c.person, "kind": "entry", "instrument_id": instrument,
			"on_day": tx.Today(), "begun_at": tx.Now(), "begun_by": c.manager, "version": 1})
	}
	for domain, section := range map[string]policy.Section{"CASA": policy.Common, "SALUTE_MENTALE": policy.Health, "GIURIDICA": policy.Justice} {
		if err != nil {
			return err
		}
		id, note := value.NewID(), "Si annota "+f.plant(classOf[section], c.zone, c, "")
		row := gate.Row{"id": id, "assessment_id": c.assessment, "domain": domain, "section": string(section), "ours_at": tx.Now(), "ours_by": c.manager, "ours_version": 1,
			"person_version": 0, "version": 1}
		if row["note"] = note; section.Sealed() {
			delete(row, "note")
			if row["sealed"], err = tx.Seal(c.person, "rating", id, "sealed", `{"level":2,"note":"`+note+`"}`); err != nil {
				return err
			}
		}
		err = tx.Insert("rating", row)
	}
	return err
}

func (c *caseFact) episode(tx *gate.WriteTx) (id value.ID) {
	_ = tx.One("SELECT episode_id FROM case_file WHERE zone = $1 AND id = $2", []any{tx.Zone(), c.id}, &id)
	return id
}

// knowCases reads how the people who were made stand to their cases, and gives everybody who may work on cases some of their own.
func (f *fixture) knowCases(g *gate.Gate, zone string) error {
	err := each(g, zone, "SELECT c.id, c.person_id, c.manager_id, c.state, COALESCE(p.tax_code, '') FROM case_file c JOIN person p ON p.zone = c.zone AND p.id = c.person_id"+
		" WHERE c.zone = $1 ORDER BY c.number", func(s gate.Scanner) error {
		c := &caseFact{zone: zone, team: map[value.ID]bool{}, justice: map[value.ID]bool{}, glass: map[value.ID]bool{}}
		err := s.Scan(&c.id, &c.person, &c.manager, &c.state, &c.tax)
		f.cases = append(f.cases, c)
		return err
	})
	if err == nil {
		err = write(g, zone, policy.CaseTeam, func(tx *gate.WriteTx) error { return f.deal(tx, zone) })
	}
	if err != nil {
		return err
	}
	err = each(g, zone, "SELECT case_id, id, to_id FROM hand_over WHERE zone = $1 AND answered_at IS NULL", func(s gate.Scanner) error {
		var of, id, to value.ID
		err := s.Scan(&of, &id, &to)
		c := f.caseOf(of)
		c.handOver, c.offered = id, to
		return err
	})
	if err != nil {
		return err
	}
	return f.knowTeams(g, zone)
}

func (f *fixture) knowTeams(g *gate.Gate, zone string) error {
	return each(g, zone, "SELECT case_id, account_id, justice FROM case_member WHERE zone = $1 AND until_at IS NULL", func(s gate.Scanner) error {
		var id, member value.ID
		var justice int
		err := s.Scan(&id, &member, &justice)
		c := f.caseOf(id)
		c.team[member], c.justice[member] = true, justice == 1
		return err
	})
}

func (f *fixture) caseOf(id value.ID) *caseFact {
	i := slices.IndexFunc(f.cases, func(c *caseFact) bool { return c.id == id })
	if i < 0 {
		return nil
	}
	return f.cases[i]
}

// deal gives each professional cases: one to manage, one in whose team they are, one with the justice section. Of the open cases of a
// zone the first are dealt, the last stay as they were.
func (f *fixture) deal(tx *gate.WriteTx, zone string) error {
	var open []*caseFact
	for _, c := range f.cases {
		if c.zone == zone && c.state != "CHIUSA" && c.state != "SOSPESA" && c.manager != "" {
			open = append(open, c)
		}
	}
	n := 0
	for _, u := range f.of(zone) {
		if !u.who.Has(policy.SocialWorker, policy.EmploymentOfficer, policy.HealthWorker) || n+2 >= len(open)-4 {
			continue
		}
		if err := casefile.SetManager(tx, open[n].id, u.who.Account, casefile.Stamp{}); err != nil {
			return err
		}
		open[n].manager = u.who.Account
		for i, justice := range []bool{false, true} {
			err := casefile.EndMember(tx, casefile.Leaving{CaseID: open[n+1+i].id, AccountID: u.who.Account, Reason: "prova"})
			_ = err // who was not in the team cannot leave it
			if err := casefile.AddMember(tx, casefile.Joining{CaseID: open[n+1+i].id, AccountID: u.who.Account, Justice: justice, Reason: f.plant(ofCase, zone, open[n+1+i], "")}); err != nil {
				return err
			}
		}
		n += 2
	}
	return nil
}

// useProgram does on pages what leaves traces elsewhere: a list brought in, an opening with a reason, a hand-over, a draft, a saved list.
func (f *fixture) useProgram(h http.Handler, zone string) error {
	in := func(name string) browser {
		u := f.as(zone, name)
		return browser{http: h, cookies: u.cookies, token: u.Token}
	}
	var list bytes.Buffer
	fmt.Fprintf(&list, "Cognome;Nome;Codice fiscale;Note\n")
	for range 3 {
		fmt.Fprintf(&list, "%s;%s;;%s\n", f.plant(ofList, zone, nil, ""), f.plant(ofList, zone, nil, ""), f.plant(ofList, zone, nil, ""))
	}
	fmt.Fprintf(&list, "%s;%s;ABCDEF12;%s\n", f.plant(ofList, zone, nil, ""), f.plant(ofList, zone, nil, ""), f.plant(ofList, zone, nil, ""))
	got := in("secretary").upload("/importazioni", f.plant(ofList, zone, nil, "")+".csv", list.Bytes())
	if got.Code != http.StatusSeeOther {
		return fmt.Errorf("upload: %d %s", got.Code, main(got))
	}
	sw, lead := f.as(zone, "social-worker"), f.as(zone, "employment-officer")
	foreign := f.find(zone, func(c *caseFact) bool {
		return !c.facts(sw.who.Account).CaseManager && !c.facts(sw.who.Account).CaseTeam
	})
	got = in("social-worker").post("/casi/"+string(foreign.id)+"/motivo", "code", glassCode(), "reason", "Sostituisco la collega malata "+f.plant(ofGlass, zone, foreign, ""))
	if got.Code != http.StatusSeeOther {
		return fmt.Errorf("opening with a reason: %d %s", got.Code, main(got))
	}
	foreign.glass[sw.who.Account] = true
	mine := f.find(zone, func(c *caseFact) bool {
		return c.manager == lead.who.Account && c.offered == "" && c.state != "CHIUSA" && c.state != "SOSPESA"
	})
	page := in("employment-officer").get("/casi/" + string(mine.id) + "/passa")
	form, _ := formOf(page.Body.String(), "/casi/"+string(mine.id)+"/passaggio")
	form.Set("to", string(sw.who.Account))
	form.Set("reason", "Cambio di sede "+f.plant(ofCase, zone, mine, ""))
	if got = in("employment-officer").postForm("/casi/"+string(mine.id)+"/passaggio", form); got.Code != http.StatusSeeOther {
		return fmt.Errorf("hand-over: %d %s", got.Code, main(got))
	}
	mine.offered = sw.who.Account
	got = in("social-worker").post("/bozze", "key", casefile.DraftSlot(foreign.id), "text", "Bozza "+f.plant(ofOwn, zone, nil, sw.who.Account))
	if got.Code >= http.StatusBadRequest {
		return fmt.Errorf("draft: %d %s", got.Code, main(got))
	}
	if got = in("social-worker").post("/casi/elenchi", "name", f.plant(ofOwn, zone, nil, sw.who.Account), "filtri", "mio=1"); got.Code >= http.StatusBadRequest {
		return fmt.Errorf("saved list: %d %s", got.Code, main(got))
	}
	return nil
}

// find is the first case of a zone that fits.
func (f *fixture) find(zone string, fits func(*caseFact) bool) *caseFact {
	for _, c := range f.cases {
		if c.zone == zone && fits(c) {
			return c
		}
	}
	panic("no case fits")
}

// gather notes the ids of things that are no cases, and whose they are.
func (f *fixture) gather(g *gate.Gate, zone string) error {
	for kind, query := range map[string]string{
		"account": "SELECT id, id FROM account WHERE zone = $1 ORDER BY email", "role": "SELECT id, account_id FROM account_role WHERE zone = $1 ORDER BY id",
		"import": "SELECT id, by_id FROM import WHERE zone = $1", "session": "SELECT id, account_id FROM session WHERE zone = $1 AND ended_at IS NULL ORDER BY id",
		"device": "SELECT id, account_id FROM device WHERE zone = $1 ORDER BY id", "token": "SELECT id, account_id FROM api_token WHERE zone = $1 ORDER BY id",
		"mail": "SELECT id, NULL FROM mail_out WHERE zone = $1 ORDER BY id", "hook": "SELECT id, NULL FROM webhook WHERE zone = $1 ORDER BY id",
		"call":     "SELECT id, NULL FROM webhook_out WHERE zone = $1 ORDER BY id",
		"batch":    "SELECT id, made_by FROM document_batch WHERE zone = $1 ORDER BY id",
		"handover": "SELECT id, to_id FROM hand_over WHERE zone = $1", "line": "SELECT id, NULL FROM import_line WHERE zone = $1 ORDER BY line",
	} {
		err := each(g, zone, query, func(s gate.Scanner) error {
			var id, owner value.ID
			err := s.Scan(&id, &owner)
			f.other[kind+" "+zone], f.owner[id] = append(f.other[kind+" "+zone], id), owner
			return err
		})
		if err != nil {
			return err
		}
	}
	err := each(g, zone, "SELECT s.id, s.sender_id, f.case_id FROM referral_sheet s JOIN referral f ON f.zone = s.zone AND f.id = s.id WHERE s.zone = $1 ORDER BY s.number",
		func(s gate.Scanner) error {
			var id, owner, of value.ID
			err := s.Scan(&id, &owner, &of)
			f.owner[id] = owner
			for _, c := range f.cases {
				if c.id == of && !slices.Contains(c.referrals, id) {
					c.referrals = append(c.referrals, id)
				}
			}
			return err
		})
	if err != nil {
		return err
	}
	err = each(g, zone, "SELECT subject_id, id FROM attachment WHERE zone = $1 ORDER BY id", func(s gate.Scanner) error {
		var of, id value.ID
		err := s.Scan(&of, &id)
		f.fileOf[of] = id
		return err
	})
	if err != nil {
		return err
	}
	err = each(g, zone, "SELECT id, COALESCE(who_id, ''), case_id FROM next_step WHERE zone = $1 ORDER BY due_on, id", func(s gate.Scanner) error {
		x := &stepFact{}
		var of value.ID
		err := s.Scan(&x.id, &x.who, &of)
		x.c = f.caseOf(of)
		f.steps = append(f.steps, x)
		return err
	})
	if err != nil {
		return err
	}
	err = each(g, zone, "SELECT case_id, id FROM follow_up WHERE zone = $1 AND dropped_at IS NULL AND answered_at IS NULL ORDER BY due_on, id", func(s gate.Scanner) error {
		var of, id value.ID
		err := s.Scan(&of, &id)
		for _, c := range f.cases {
			if c.id == of {
				c.followUp = id
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := f.gatherPapers(g, zone); err != nil {
		return err
	}
	return each(g, zone, "SELECT case_id, id FROM hand_over WHERE zone = $1 AND answered_at IS NULL", func(s gate.Scanner) error {
		var of, id value.ID
		err := s.Scan(&of, &id)
		f.caseOf(of).handOver = id
		return err
	})
}
