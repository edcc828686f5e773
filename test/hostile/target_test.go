package hostile

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"siil/internal/policy"
	"siil/internal/value"
)

// address is one line of the table of routes.
type address struct {
	method, pattern string
	action          policy.Action // public and machine addresses have none
}

// table reads every address of the program, pages and REST, from the program itself.
func (w *world) table() (out []address) {
	for _, line := range append(w.app.Server.Table(), w.app.API.Table()...) {
		route, action, _ := strings.Cut(line, "\t")
		method, pattern, _ := strings.Cut(route, " ")
		if action == "public" || action == "machine" {
			continue
		}
		out = append(out, address{method, pattern, policy.Action(action)})
	}
	return out
}

func (a address) isAPI() bool { return strings.HasPrefix(a.pattern, "/api/") }

// target is one thing that an address can be asked for, with what the rules must know of it.
type target struct {
	stands string // how the asker stands to it
	ids    map[string]value.ID
	res    policy.Resource
	exists bool
}

func (t target) path(pattern string) string {
	for name, id := range t.ids {
		pattern = strings.ReplaceAll(pattern, "{"+name+"}", string(id))
	}
	pattern = strings.NewReplacer("{mese}", "2026-10", "{modello}", "CONVOCAZIONE", "{lingua}", "it", "{formato}", "pdf").Replace(pattern)
	return strings.ReplaceAll(pattern, "{nome}", "lista-1.csv")
}

// absent is the same target with an id that nothing has.
func (t target) absent() target {
	ids := map[string]value.ID{}
	for name, id := range t.ids {
		ids[name] = id
	}
	ids["id"] = value.NewID()
	if ids["voce"] != "" {
		ids["voce"] = value.NewID()
	}
	if ids["case_id"] != "" {
		ids["case_id"] = value.NewID()
	}
	return target{stands: "absent", ids: ids}
}

// kindOf says what the {id} of an address names; an address that is not known here fails the test, so that nobody forgets.
func kindOf(pattern string) string {
	for _, k := range []struct{ prefix, kind string }{
		{"/casi/{id}", "case"}, {"/api/v1/cases/{id}", "case"}, {"/api/v1/people/{id}", "person"}, {"/api/v1/handovers/{id}", "handover"},
		{"/api/v1/users/{id}", "account"}, {"/amministrazione/utenti/{id}", "account"}, {"/importazioni/{id}", "import"},
		{"/amministrazione/conferme/ruoli/{id}", "role"}, {"/amministrazione/conferme/secondo-fattore/{id}", "nothing"},
		{"/amministrazione/registro/destinatari/{id}", "nothing"}, {"/profilo/dispositivi/{id}", "device"}, {"/profilo/sessioni/{id}", "session"},
		{"/profilo/token/{id}", "token"}, {"/segnalazioni/{id}", "referral"}, {"/api/v1/referrals/{id}", "referral"}, {"/sedute/{id}", "sitting"},
		{"/api/v1/sittings/{id}", "sitting"}, {"/api/v1/steps/{id}", "step"}, {"/amministrazione/posta/{id}", "mail"}, {"/amministrazione/collegamenti/chiamate/{id}", "call"},
		{"/amministrazione/collegamenti/{id}", "hook"}, {"/api/v1/webhooks/{id}", "hook"}, {"/api/v1/assessments/{id}", "assessment"},
		{"/api/v1/plans/{id}", "plan"}, {"/api/v1/actions/{id}", "action"}, {"/documento/{id}", "paper"}, {"/documenti/lotti/{id}", "batch"},
		{"/api/v1/documents/batches/{id}", "batch"}, {"/api/v1/documents/{id}", "paper"}, {"/api/v1/follow-ups/{id}", "follow-up"},
		{"/allegati/{slot}/{id}", "nothing"},
	} {
		if strings.HasPrefix(pattern, k.prefix) {
			return k.kind
		}
	}
	if strings.Contains(pattern, "{id}") {
		return ""
	}
	return "none"
}

// targets lists what somebody may try at an address, one for each way of standing to it.
func (w *world) targets(a address, u *user) []target {
	switch kind := kindOf(a.pattern); kind {
	case "case", "person", "handover", "assessment", "plan", "action", "follow-up":
		return w.caseTargets(a, u, kind)
	case "referral":
		return w.referralTargets(u)
	case "sitting":
		return w.sittingTargets(a, u)
	case "step":
		return w.stepTargets(u)
	case "paper":
		return w.paperTargets(u)
	case "none":
		return []target{{stands: "the zone's", ids: map[string]value.ID{"nome": ""}, res: policy.Resource{Zone: u.who.Zone, Kind: policy.Zone}, exists: true}}
	default:
		return w.thingTargets(kind, u)
	}
}

// thingTargets are the own, a colleague's and another zone's.
func (w *world) thingTargets(kind string, u *user) (out []target) {
	for _, zone := range []string{zoneA, zoneB} {
		seen := map[bool]bool{}
		for _, id := range w.other[kind+" "+zone] {
			own := w.owner[id] == u.who.Account
			if seen[own] {
				continue
			}
			seen[own] = true
			stands := map[bool]string{true: "own", false: "a colleague's"}[own]
			if zone != u.who.Zone {
				stands = "another zone's"
			}
			k := policy.Account
			if kind == "import" {
				k = policy.Import
			}
			out = append(out, target{stands, map[string]value.ID{"id": id, "ruolo": "coordinator"}, policy.Resource{Zone: zone, Kind: k, ID: id, Own: own && kind != "import"}, true})
		}
	}
	if len(out) == 0 { // none of these is there: still nobody may learn more than that
		out = append(out, target{"one that is not there", map[string]value.ID{"id": value.NewID()}, policy.Resource{Zone: u.who.Zone, Kind: policy.Zone}, false})
	}
	return out
}

// sittingTargets are sittings, or cases on their agendas, to which somebody stands in every way that there is.
func (w *world) sittingTargets(a address, u *user) (out []target) {
	seen := map[string]bool{}
	for _, m := range w.meetings {
		for i, x := range append(m.items, &onAgenda{meeting: m, c: &caseFact{}}) {
			res := x.facts(u.who.Account)
			if whole := !strings.Contains(a.pattern, "{voce}") && !strings.Contains(a.pattern, "{n}") && !strings.Contains(a.pattern, "{file}") && !strings.Contains(a.pattern, "{case_id}"); whole {
				res = m.facts(u.who.Account)
			} else if x.id == "" {
				continue
			}
			res.ID = ""
			stands := fmt.Sprintf("%s sitting of %s, minutes %s, member %t, present %t, recorder %t, out %t, case managed %t, in the team %t", m.state, m.zone, m.minutes, res.Member, res.Present, res.Recorder,
				res.Out, res.CaseManager, res.CaseTeam)
			if seen[stands] {
				continue
			}
			seen[stands], res.ID = true, m.id
			out = append(out, target{stands, map[string]value.ID{"id": m.id, "voce": x.id, "n": value.ID(strconv.Itoa(i + 1)), "file": x.c.id + ".pdf", "case_id": x.c.id}, res, true})
		}
	}
	return out
}

// stepTargets are next steps to which somebody stands in every way that there is.
func (w *world) stepTargets(u *user) (out []target) {
	seen := map[policy.Resource]bool{}
	for _, x := range w.steps {
		res := x.c.facts(u.who.Account)
		res.Kind, res.ID, res.Own = policy.Step, "", x.who != "" && x.who == u.who.Account
		if seen[res] {
			continue
		}
		seen[res] = true
		stands := fmt.Sprintf("a step of %s, own %t, of a case managed %t", res.Zone, res.Own, res.CaseManager)
		res.ID = x.id
		out = append(out, target{stands, map[string]value.ID{"id": x.id}, res, true})
	}
	return out
}

// referralTargets are referrals to which somebody stands in every way that there is: to the referral, and to its case.
func (w *world) referralTargets(u *user) (out []target) {
	seen := map[string]bool{}
	for _, c := range w.cases {
		for _, id := range c.referrals {
			res := c.facts(u.who.Account)
			res.Kind, res.ID, res.Own = policy.Referral, "", w.owner[id] != "" && w.owner[id] == u.who.Account
			stands := fmt.Sprintf("a referral of %s, own %t, of a case managed %t, in the team %t, with a file %t", c.zone, res.Own, res.CaseManager, res.CaseTeam, w.fileOf[id] != "")
			if seen[stands] {
				continue
			}
			seen[stands], res.ID = true, id
			out = append(out, target{stands, map[string]value.ID{"id": id, "f": w.fileOf[id]}, res, true})
		}
	}
	return out
}

// caseTargets are cases to which somebody stands in every way that there is.
func (w *world) caseTargets(a address, u *user, kind string) (out []target) {
	seen := map[string]int{}
	for _, c := range w.cases {
		step := slices.IndexFunc(w.steps, func(x *stepFact) bool { return x.c == c })
		if strings.Contains(a.pattern, "/passi/{n}") && step < 0 {
			continue
		}
		res := c.facts(u.who.Account)
		stands := "not mine"
		switch {
		case c.zone != u.who.Zone:
			stands = "another zone's"
		case res.CaseManager && c.handOver != "":
			stands = "managed, handed over"
		case res.CaseManager:
			stands = "managed"
		case res.Justice:
			stands = "in the team, for justice"
		case res.CaseTeam:
			stands = "in the team"
		case res.Glass:
			stands = "opened with a reason"
		case res.Own:
			stands = "offered"
		}
		if c.state == "CHIUSA" || c.state == "SOSPESA" {
			stands += ", " + strings.ToLower(c.state)
		}
		if seen[stands]++; seen[stands] > 1 || kind == "handover" && c.handOver == "" || (kind == "follow-up" || strings.Contains(a.pattern, "/follow-up/{f}")) && c.followUp == "" {
			continue
		}
		id := map[string]value.ID{"case": c.id, "person": c.person, "handover": c.handOver, "assessment": c.assessment, "follow-up": c.followUp}[kind]
		t := target{stands, map[string]value.ID{"id": id, "row": c.membership, "n": value.NewID(), "account_id": w.as(c.zone, "social-worker").who.Account,
			"f": c.followUp, "aid": c.assessment, "domain": "CASA"}, res, true}
		if kind == "assessment" || strings.Contains(a.pattern, "{aid}") {
			t.res.Own = c.manager != "" && c.manager == u.who.Account
		}
		if strings.Contains(a.pattern, "/numeri/") {
			t.ids["row"] = c.externalID
		}
		if strings.Contains(a.pattern, "/passi/{n}") {
			t.ids["n"] = w.steps[step].id
			t.res.Own = w.steps[step].who == u.who.Account
		}
		if slices.Contains([]policy.Action{policy.PlanRead, policy.PlanWrite, policy.PlanCheck, policy.PlanSign, policy.ActionRecord}, a.action) {
			out = append(out, planTargets(a, kind, t, c)...)
			continue
		}
		if !strings.Contains(a.pattern, "/note/{n}") {
			out = append(out, t)
			continue
		}
		for i, s := range policy.Sections {
			of := t
			of.stands += ", " + string(s)
			of.ids = map[string]value.ID{"id": id, "n": c.notes[i]}
			of.res.Section = s
			out = append(out, of)
		}
	}
	return out
}

// allowed answers from the table of permissions alone. Where an address shows several things, each of its own section, one that is
// allowed is enough: the words tell whether it showed the others.
func allowed(u *user, a policy.Action, t target) bool {
	asked := []policy.Resource{t.res}
	if slices.Contains([]policy.Action{policy.NoteRead, policy.NoteWrite, policy.DocumentRead, policy.DocumentMake}, a) && t.res.Section == "" {
		asked = nil
		for _, s := range policy.Sections {
			r := t.res
			r.Section = s
			asked = append(asked, r)
		}
	}
	if a == policy.AssessmentRead || a == policy.AssessmentRate { // what everybody of the case may know; the words tell whether it showed more
		asked[0].Section = policy.Common
	}
	if t.res.Kind == policy.Zone {
		mine, own := t.res, t.res
		mine.CaseTeam, own.Own = true, true
		asked = append(asked, mine, own)
	}
	return slices.ContainsFunc(asked, func(r policy.Resource) bool {
		ok, err := policy.Default().Decide(u.who, a, r)
		return ok && err == nil
	})
}

// others tells the own things of somebody else, which only their owner may touch whatever the rules say of the action.
func othersOwn(a address, t target) bool {
	return a.action == policy.ProfileUse && strings.Contains(a.pattern, "{id}") && !t.res.Own
}

// bodies makes what a request to an address carries: forms as the program's own pages show them, JSON as its document describes it.
type bodies struct {
	forms    map[string]url.Values // by pattern
	document map[string]any
	account  string
}

func (w *world) newBodies(u *user) *bodies {
	b := &bodies{forms: map[string]url.Values{}, account: string(u.who.Account)}
	if err := json.Unmarshal(w.app.API.Document(), &b.document); err != nil {
		w.t.Fatal(err)
	}
	return b
}

// learn keeps the forms of a page.
func (b *bodies) learn(table []address, page string) {
	for _, f := range formsOf(page) {
		if f.method != "post" {
			continue
		}
		for _, a := range table {
			if a.method == http.MethodPost && fits(a.pattern, f.action) && b.forms[a.pattern] == nil {
				b.forms[a.pattern] = f.filled("Parole di prova abbastanza lunghe")
			}
		}
	}
}

func fits(pattern, path string) bool {
	path, _, _ = strings.Cut(path, "?")
	p, q := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(p) != len(q) {
		return false
	}
	for i := range p {
		short := p[i] == "{n}" && strings.Trim(q[i], "0123456789") == "" || p[i] == "{m}" && len(q[i]) == len("2026-10")
		if p[i] != q[i] && !short && !(strings.HasPrefix(p[i], "{") && len(q[i]) == 36) {
			return false
		}
	}
	return true
}

func dig(x any, path ...string) any {
	for _, p := range path {
		m, _ := x.(map[string]any)
		x = m[p]
	}
	return x
}

// json is a body that the document accepts for an operation.
func (b *bodies) json(a address) string {
	content, _ := dig(b.document, "paths", strings.TrimPrefix(a.pattern, "/api/v1"), strings.ToLower(a.method), "requestBody", "content").(map[string]any)
	for _, media := range content {
		out, err := json.Marshal(b.example("", dig(media, "schema")))
		if err != nil {
			panic("an example that is no JSON")
		}
		return string(out)
	}
	return ""
}

// takes tells whether the body of an operation has a field.
func (b *bodies) takes(a address, name string) bool {
	content, _ := dig(b.document, "paths", strings.TrimPrefix(a.pattern, "/api/v1"), strings.ToLower(a.method), "requestBody", "content").(map[string]any)
	for _, media := range content {
		ref, _ := dig(media, "schema", "$ref").(string)
		return dig(b.document, append(strings.Split(strings.TrimPrefix(ref, "#/"), "/"), "properties", name)...) != nil
	}
	return false
}

func (b *bodies) example(name string, schema any) any {
	if ref, ok := dig(schema, "$ref").(string); ok {
		return b.example(name, dig(b.document, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...))
	}
	if list, ok := dig(schema, "enum").([]any); ok {
		return list[0]
	}
	kind := dig(schema, "type")
	if list, ok := kind.([]any); ok {
		kind = list[0]
	}
	switch kind {
	case "object":
		out := map[string]any{}
		properties, _ := dig(schema, "properties").(map[string]any)
		required, _ := dig(schema, "required").([]any)
		for p, s := range properties {
			if slices.Contains(required, any(p)) || p == "given_name" || p == "person" {
				out[p] = b.example(p, s)
			}
		}
		return out
	case "array":
		return []any{}
	case "boolean":
		return true
	case "integer":
		return 1
	}
	return b.exampleText(name, dig(schema, "format"))
}

func (b *bodies) exampleText(name string, format any) string {
	switch {
	case format == "uuid":
		return b.account
	case format == "date":
		return "2026-11-24"
	case name == "state":
		return "IN_VALUTAZIONE"
	case name == "email":
		return "prova@posta.example"
	}
	return "Parole di prova"
}
