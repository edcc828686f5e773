package sitting

import "siil/internal/guideline"

// Quorum is what a decision needs of those who are there. Parts are in the order of the guidelines.
type Quorum struct {
	Holds bool
	Parts []QuorumPart
}

// QuorumPart is how many members of a part are there, of those that are needed.
type QuorumPart struct {
	Part        string
	Have, Least int
}

// Holds tells whether enough of the part are there.
func (p QuorumPart) Holds() bool { return p.Have >= p.Least }

// quorumOf counts members who are there against what the guidelines ask. A member counts once, for the part that they were called for.
func quorumOf(rule []guideline.Quorum, parts []string) Quorum {
	q := Quorum{Holds: true}
	for _, need := range rule {
		p := QuorumPart{Part: need.Part, Least: need.Least}
		for _, part := range parts {
			if part == need.Part {
				p.Have++
			}
		}
		q.Holds = q.Holds && p.Holds()
		q.Parts = append(q.Parts, p)
	}
	return q
}
