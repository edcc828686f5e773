package guideline

import "slices"

// index finds what is looked up at every request.
type index struct {
	states     map[string]State
	next       map[string][]Transition
	programmes map[string]string // plain words to code
	kinds      map[string]string
	proposals  map[string]StateProposal
	sexes      map[string]string
	headings   []heading
	leftOut    map[string]bool
}

func newIndex(m *Model) index {
	x := index{states: map[string]State{}, next: map[string][]Transition{}, programmes: map[string]string{}, kinds: map[string]string{},
		proposals: map[string]StateProposal{}, sexes: map[string]string{}, leftOut: map[string]bool{}}
	for _, s := range m.States {
		x.states[s.Code] = s
	}
	for _, t := range m.Transitions {
		x.next[t.From] = append(x.next[t.From], t)
	}
	for _, p := range m.Programmes {
		for _, w := range p.Words {
			x.programmes[plain(w)] = p.Code
		}
	}
	for _, k := range m.OrganisationKinds {
		for _, w := range k.Words {
			x.kinds[plain(w)] = k.Code
		}
	}
	for _, p := range m.Import.States {
		for _, w := range p.Words {
			x.proposals[plain(w)] = p
		}
	}
	for _, s := range m.Import.Sexes {
		for _, w := range s.Words {
			x.sexes[plain(w)] = s.Value
		}
	}
	for _, w := range m.Import.LeftOut {
		x.leftOut[plain(w)] = true
	}
	x.headings = newHeadings(m.Import.Fields)
	return x
}

// State finds a state by its code.
func (m *Model) State(code string) (State, bool) {
	s, ok := m.index.states[code]
	return s, ok
}

// Next lists the transitions that leave a state, in the order of the model.
func (m *Model) Next(from string) []Transition { return slices.Clone(m.index.next[from]) }

// Transition finds the step between two states.
func (m *Model) Transition(from, to string) (Transition, bool) {
	for _, t := range m.index.next[from] {
		if t.To == to {
			return t, true
		}
	}
	return Transition{}, false
}

// May tells whether a case may go from one state to another, by whatever command.
func (m *Model) May(from, to string) bool {
	_, ok := m.Transition(from, to)
	return ok
}

// ReopensTo is the state in which a closed case begins again as a new episode; false when it is not closed.
func (m *Model) ReopensTo(from string) (string, bool) {
	for _, t := range m.index.next[from] {
		if t.By == ByReopening {
			return t.To, true
		}
	}
	return "", false
}

// MayAsk tells whether somebody with these role and assignment codes may ask for the step.
func (t Transition) MayAsk(codes ...string) bool {
	return slices.ContainsFunc(codes, func(c string) bool { return slices.Contains(t.Needs, c) })
}

func find[T Coded](list []T, code string) (T, bool) {
	for _, v := range list {
		if v.entry().Code == code {
			return v, true
		}
	}
	var none T
	return none, false
}

// Phase finds a phase by its code.
func (m *Model) Phase(code string) (Phase, bool) { return find(m.Phases, code) }

// Section finds a section by its code.
func (m *Model) Section(code string) (Section, bool) { return find(m.Sections, code) }

// Role finds a role or an assignment by its code.
func (m *Model) Role(code string) (Role, bool) { return find(m.Roles, code) }

// SuspensionReason finds a reason of suspension by its code.
func (m *Model) SuspensionReason(code string) (Reason, bool) { return find(m.SuspensionReasons, code) }

// ClosureReason finds a reason of closure by its code.
func (m *Model) ClosureReason(code string) (Reason, bool) { return find(m.ClosureReasons, code) }

// Outcome finds an outcome by its code.
func (m *Model) Outcome(code string) (Outcome, bool) { return find(m.Outcomes, code) }

// BreakGlassReason finds a reason for opening somebody else's case by its code.
func (m *Model) BreakGlassReason(code string) (Reason, bool) { return find(m.BreakGlassReasons, code) }

// Programme finds a programme by its code, ended ones too.
func (m *Model) Programme(code string) (Programme, bool) { return find(m.Programmes, code) }

// OrganisationKind finds a kind of body by its code.
func (m *Model) OrganisationKind(code string) (OrganisationKind, bool) {
	return find(m.OrganisationKinds, code)
}

// Urgency finds an urgency by its code.
func (m *Model) Urgency(code string) (Urgency, bool) { return find(m.Urgencies, code) }
