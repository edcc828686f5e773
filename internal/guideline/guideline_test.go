package guideline

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"siil/internal/policy"
	"siil/internal/territory"
	"siil/internal/text"
)

func TestDefaultHoldsTogether(t *testing.T) {
	for _, p := range Default().Check() {
		t.Error(p)
	}
}

// The states, pips and words are those of SCREENS 4 and 8.
func TestStatesAreThoseOfTheScreens(t *testing.T) {
	want := []struct {
		code, label string
		pips        int
		mark        Mark
	}{
		{"SEGNALATA", "Segnalata", 1, NoMark}, {"IN_PREVALUTAZIONE", "In prevalutazione", 1, NoMark}, {"IN_EQUIPE", "In équipe", 2, NoMark},
		{"ASSEGNATA", "Assegnata", 3, NoMark}, {"IN_VALUTAZIONE", "In valutazione", 3, NoMark}, {"IN_PROGETTAZIONE", "In progettazione", 4, NoMark},
		{"PROGETTO_SOTTOSCRITTO", "Progetto firmato", 4, NoMark}, {"IN_ATTUAZIONE", "In attuazione", 5, NoMark},
		{"RIMODULAZIONE", "In revisione", 5, NoMark}, {"SOSPESA", "Sospesa", 0, Striped}, {"CHIUSA", "Chiusa", 6, NoMark},
		{"FOLLOW_UP", "Follow-up", 6, Again}, {"RINVIATA", "Rinviata", 0, Refused}, {"NON_AMMESSA", "Non ammessa", 0, Refused},
	}
	if len(Default().States) != len(want) {
		t.Errorf("%d states, want %d", len(Default().States), len(want))
	}
	for _, w := range want {
		s, ok := Default().State(w.code)
		if !ok || s.Label.In(text.Italian) != w.label || s.Pips != w.pips || s.Mark != w.mark {
			t.Errorf("%s is %q with %d pips and mark %q", w.code, s.Label.In(text.Italian), s.Pips, s.Mark)
		}
	}
}

// What the pages say about readers and roles is what the policy does.
func TestModelAgreesWithPolicy(t *testing.T) {
	m := Default()
	for _, s := range policy.Sections {
		got, ok := m.Section(string(s))
		if !ok || got.Sealed != s.Sealed() {
			t.Errorf("section %s: known %v, sealed %v, want sealed %v", s, ok, got.Sealed, s.Sealed())
		}
	}
	if len(m.Sections) != len(policy.Sections) {
		t.Errorf("%d sections, the policy has %d", len(m.Sections), len(policy.Sections))
	}
	roles := 0
	for _, r := range m.Roles {
		if r.Kind != AccountRole {
			continue
		}
		roles++
		if !slices.Contains(policy.Roles, policy.Role(r.Code)) || r.OpensCases != policy.Role(r.Code).OpensCases() {
			t.Errorf("role %s: opens cases %v; the policy says otherwise or does not know it", r.Code, r.OpensCases)
		}
	}
	if roles != len(policy.Roles) {
		t.Errorf("%d roles of accounts, the policy has %d", roles, len(policy.Roles))
	}
}

func TestSeedsUseTheModel(t *testing.T) {
	for _, z := range territory.Zones() {
		seed, _ := territory.SeedOf(z.Code)
		for _, a := range seed.Agencies {
			k, ok := Default().OrganisationKind(a.Kind)
			if !ok || k.Section != a.Section {
				t.Errorf("%s: kind %q known %v, section %q, want %q", a.Code, a.Kind, ok, a.Section, k.Section)
			}
		}
	}
}

// Whatever is asked in whatever order, a case that moves only where May allows is always in a state of the model, keeps an end within
// reach, leaves a closed state only by reopening or follow-up, and is suspended only to come back.
func TestWalksStayLegal(t *testing.T) {
	m := Default()
	all := codes(m.States)
	rapid.Check(t, func(t *rapid.T) {
		at := m.Initial
		for range 40 {
			to := rapid.SampledFrom(all).Draw(t, "to")
			step, ok := m.Transition(at, to)
			if ok != m.May(at, to) || ok != slices.ContainsFunc(m.Next(at), func(n Transition) bool { return n.To == to }) {
				t.Fatalf("%s to %s: May, Next and Transition differ", at, to)
			}
			if !ok {
				continue
			}
			from, _ := m.State(at)
			next, known := m.State(to)
			if !known || at == to {
				t.Fatalf("%s leads to %s", at, to)
			}
			if from.Kind == Closed && step.By != ByReopening && step.By != ByFollowUp {
				t.Fatalf("%s is left to %s by %s", at, to, step.By)
			}
			if (next.Kind == Suspended) != (step.By == BySuspension) || (from.Kind == Suspended && next.Kind == Open) != (step.By == ByResumption) {
				t.Fatalf("%s to %s is made by %s", at, to, step.By)
			}
			if from.Kind == Open && !m.May(at, "CHIUSA") {
				t.Fatalf("%s cannot be closed", at)
			}
			if from.Kind == Suspended && !m.May(to, "SOSPESA") && next.Kind == Open {
				t.Fatalf("resumed to %s, which is never suspended", to)
			}
			at = to
		}
	})
}

func TestOfferedLeavesOutEndedAndImported(t *testing.T) {
	m := Default()
	has := func(day string) bool {
		return slices.ContainsFunc(Offered(m.Programmes, day), func(p Programme) bool { return p.Code == "RDC" })
	}
	if !has("2023-12-31") || has("2024-01-01") {
		t.Error("RDC is offered until 2023 and no longer")
	}
	for _, r := range append(Offered(m.ClosureReasons, "2026-11-24"), Offered(m.SuspensionReasons, "2026-11-24")...) {
		if r.ImportOnly {
			t.Errorf("%s is offered", r.Code)
		}
	}
	if _, ok := m.ClosureReason("NON_INDICATO"); !ok {
		t.Error("the reason of imported closures is not understood")
	}
}
