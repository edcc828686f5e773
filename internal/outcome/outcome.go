// Package outcome is the end of a path and what comes after it: the closure with its exit assessment, its actions, its report and the answer
// to the referrer, in one command; the follow-ups with their answers; the summary that goes to another zone or service. Whoever may close a
// case may close it here; a follow-up is answered by who worked on the case; each part of a summary is given by who may read it.
package outcome

import (
	"siil/internal/gate"
	"siil/internal/guideline"
)

// Room answers for closures and follow-ups behind one gate.
type Room struct {
	g *gate.Gate
	m *guideline.Model
}

// New makes the room.
func New(g *gate.Gate, m *guideline.Model) *Room { return &Room{g: g, m: m} }
