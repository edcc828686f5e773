// Package document is the room of papers: what is written from a model of the guidelines with the facts of a case, or brought in as a scan, with its
// number in the zone's register, its files and their digests. A document never changes; a wrong one is voided with a reason and made anew.
//
// Each document has a section, like a note: its title, text and files are for whoever may read that section. The register of the zone says only what
// tells nothing of a person: number, model, day, protocol.
package document

import (
	"context"
	"sync/atomic"

	"siil/internal/assessment"
	"siil/internal/attachment"
	"siil/internal/casefile"
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/intake"
	"siil/internal/plan"
	"siil/internal/policy"
	"siil/internal/sitting"
	"siil/internal/value"
)

// Room answers for the documents behind one gate.
type Room struct {
	g           *gate.Gate
	m           *guideline.Model
	cases       *casefile.Room
	referrals   *intake.Room
	assessments *assessment.Room
	plans       *plan.Room
	sittings    *sitting.Room
	files       *attachment.Room

	waiting atomic.Bool   // a batch may wait
	looked  value.Instant // when Step last looked; Step alone uses it
}

// New makes the room.
func New(g *gate.Gate, m *guideline.Model, cases *casefile.Room, referrals *intake.Room, assessments *assessment.Room, plans *plan.Room,
	sittings *sitting.Room, files *attachment.Room) *Room {
	r := &Room{g: g, m: m, cases: cases, referrals: referrals, assessments: assessments, plans: plans, sittings: sittings, files: files}
	r.waiting.Store(true)
	return r
}

// Longest words and other limits.
const (
	MaxTitle    = 160
	MaxText     = 100_000 // of a text edited by hand
	MaxWhy      = 500
	MaxProtocol = 40
	MaxBatch    = 2000
)

// Formats of the files of a document.
const (
	PDF = "pdf"
	ODT = "odt"
)

// Document is one paper as its reader may know it.
type Document struct {
	ID                          value.ID
	Year, Number                int
	Model                       string // code; "" for what was brought in
	Section                     policy.Section
	Lang, Title                 string
	CaseID, PersonID, SubjectID value.ID
	OnDay                       value.Date
	MadeAt                      value.Instant
	MadeBy                      value.ID
	ProtocolNumber              string
	ProtocolOn                  value.Date
	VoidedAt                    value.Instant
	VoidedBy                    value.ID
	VoidedWhy                   string
	Files                       []File            // of what was produced
	Attached                    []attachment.File // of what was brought in
	BatchID                     value.ID
}

// File is one file of a produced document. Digest is the SHA-256 of the open file, in hex.
type File struct {
	ID     value.ID
	Format string
	Size   int64
	Digest string
}

// Request is what to write: a model in a language about a case. Subject is the assessment, project, action, referral or sitting that it is about; absent:
// the newest that the case has. Text is the text edited by hand; "": the model's, filled in. Parts are what a model lets one choose. Two requests with
// the same Once make one document.
type Request struct {
	Model, Lang string
	Title, Text string
	Subject     value.ID
	Parts       []string
	Once        value.ID
	Values      map[string]any // what only the hand or a form knows, by name of field ("destinatario.nome"), over what is known; optional
	Ends        []ActionEnd    // how actions end with what the document tells of, over what is known; optional
}

// ActionEnd is how an action ends: its new state, with the code of the result or the reason.
type ActionEnd struct {
	ActionID              value.ID
	State, Result, Reason string
	On                    value.Date
}

// Draft is a document before it is made. Missing are the fields that nothing is known of; Readers who will be able to read it.
type Draft struct {
	Title, Markdown  string
	Section          policy.Section
	Missing, Readers []string
}

// Preview writes a document with what is known of the case, without keeping it: only what who may read, and of that only what the section of the model
// allows. It fails with NotFound for who may not make documents of that section.
func (r *Room) Preview(ctx context.Context, who gate.Actor, caseID value.ID, in Request) (Draft, error) {
	return r.preview(ctx, who, caseID, in)
}

// Produced is a document whose text stands, to be kept.
type Produced struct {
	Model, ModelDigest, Lang, Title string
	Section                         policy.Section
	Markdown                        string
	SubjectID                       value.ID
	OnDay                           value.Date // absent: today
	Once                            value.ID   // absent: a new one
	Batch                           value.ID
}

// MakeIn keeps a document inside another command: number, PDF and .odt with their digests. It decides DocumentMake in the document's section.
func MakeIn(tx *gate.WriteTx, c casefile.Case, res policy.Resource, x Produced) (Document, error) {
	return makeIn(tx, c, res, x)
}
