package guideline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"siil/guidelines"
)

// The files of a model.
const (
	modelFile      = "model.json"
	statesFile     = "states.json"
	sectionsFile   = "sections.json"
	rolesFile      = "roles.json"
	suspensionFile = "suspension_reasons.json"
	closureFile    = "closure_reasons.json"
	breakGlassFile = "break_glass_reasons.json"
	programmesFile = "programmes.json"
	kindsFile      = "organisation_kinds.json"
	urgencyFile    = "urgency.json"
	importFile     = "import.json"
	referralFile   = "referral.json"
	sittingFile    = "sitting.json"
	matrixFile     = "matrix.json"
	actionsFile    = "actions.json"
	goalsFile      = "goals.json"
	documentsFile  = "documents.json"
)

// Model is everything that the guidelines say, as data. Read it, never change it.
type Model struct {
	Info              Info
	Initial           string // the state in which every episode begins
	Phases            []Phase
	States            []State
	Transitions       []Transition
	Sections          []Section
	Roles             []Role
	SuspensionReasons []Reason
	ClosureReasons    []Reason
	Outcomes          []Outcome
	BreakGlassReasons []Reason
	Programmes        []Programme
	OrganisationKinds []OrganisationKind
	Urgencies         []Urgency
	Import            ImportSynonyms
	Referrals         Referrals
	Sittings          Sittings
	Assessment        Instrument
	Actions           Catalogue
	Goals             []GoalProposal
	Overview          Overview
	Documents         *Documents
	FollowUps         FollowUps

	index index
}

// step is a line of states.json: one verb for several pairs of states.
type step struct {
	Entry
	From         []string `json:"from"`
	To           []string `json:"to"`
	Needs        []string `json:"needs"`
	ReasonNeeded bool     `json:"reason"`
	By           Maker    `json:"by"`
}

// Load reads a model. It fails, naming the file, when one is missing, is not the JSON expected or holds a field that is not known;
// whether the parts fit together is for Check.
func Load(files fs.FS) (*Model, error) {
	m := &Model{Documents: &Documents{}}
	var states struct {
		Initial     string  `json:"initial"`
		Phases      []Phase `json:"phases"`
		States      []State `json:"states"`
		Transitions []step  `json:"transitions"`
	}
	var closure struct {
		Reasons  []Reason  `json:"reasons"`
		Outcomes []Outcome `json:"outcomes"`
	}
	parts := []struct {
		file string
		into any
	}{
		{modelFile, &m.Info},
		{statesFile, &states},
		{sectionsFile, &struct{ Sections *[]Section }{&m.Sections}},
		{rolesFile, &struct{ Roles *[]Role }{&m.Roles}},
		{suspensionFile, &struct{ Reasons *[]Reason }{&m.SuspensionReasons}},
		{closureFile, &closure},
		{breakGlassFile, &struct{ Reasons *[]Reason }{&m.BreakGlassReasons}},
		{programmesFile, &struct{ Programmes *[]Programme }{&m.Programmes}},
		{kindsFile, &struct{ Kinds *[]OrganisationKind }{&m.OrganisationKinds}},
		{urgencyFile, &struct{ Urgencies *[]Urgency }{&m.Urgencies}},
		{importFile, &m.Import},
		{referralFile, &m.Referrals},
		{sittingFile, &m.Sittings},
		{matrixFile, &m.Assessment},
		{actionsFile, &m.Actions},
		{goalsFile, &struct{ Goals *[]GoalProposal }{&m.Goals}},
		{overviewFile, &m.Overview},
		{followUpFile, &m.FollowUps},
	}
	for _, p := range parts {
		if err := readJSON(files, p.file, p.into); err != nil {
			return nil, err
		}
	}
	if err := m.Documents.load(files); err != nil {
		return nil, err
	}
	m.Initial, m.Phases, m.States = states.Initial, states.Phases, states.States
	m.ClosureReasons, m.Outcomes = closure.Reasons, closure.Outcomes
	m.Transitions = spread(states.Transitions)
	m.index = newIndex(m)
	return m, m.Assessment.prepare()
}

func readJSON(files fs.FS, name string, into any) error {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("guideline file %s: %w", name, err)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("guideline file %s: %w", name, err)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("guideline file %s: something follows the end", name)
	}
	return nil
}

func spread(steps []step) []Transition {
	var out []Transition
	for _, s := range steps {
		for _, from := range s.From {
			for _, to := range s.To {
				out = append(out, Transition{Entry: s.Entry, From: from, To: to, Needs: s.Needs, ReasonNeeded: s.ReasonNeeded, By: s.By})
			}
		}
	}
	return out
}

// Default is the model that this version of the program ships. It panics only if the program was built with broken files, which its
// own tests exclude.
var Default = sync.OnceValue(func() *Model {
	m, err := Load(guidelines.Files)
	if err != nil {
		panic(err)
	}
	return m
})
