package guideline

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plain makes what people typed comparable: no case, accents or punctuation, and single letters in a row written together, so that
// "C.F.", "c. f." and "CF" are one.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == 'º' || r == '°' || r == 'ª':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case r == '+':
			b.WriteString(" plus ")
		default:
			b.WriteByte(' ')
		}
	}
	return joinInitials(strings.Fields(b.String()))
}

func joinInitials(words []string) string {
	var out []string
	run := false
	for _, w := range words {
		single := len(w) == 1 && !unicode.IsDigit(rune(w[0]))
		if single && run {
			out[len(out)-1] += w
		} else {
			out = append(out, w)
		}
		run = single
	}
	return strings.Join(out, " ")
}

// ProgrammeFor finds the programme that a list means by its words ("A.D.I.", "GOL perc. 4"); false when none of the model's is meant.
// Ended programmes are found too.
func (m *Model) ProgrammeFor(words string) (code string, ok bool) {
	code, ok = m.index.programmes[plain(words)]
	return code, ok
}

// ProgrammesFor finds every programme in a cell that may hold several ("ADI + GOL 4", "SFL / L. 68/99"). What is not understood comes
// back in rest, as it was written.
func (m *Model) ProgrammesFor(cell string) (codes []string, rest []string) {
	if plain(cell) == "" {
		return nil, nil
	}
	if len(cell) > longestCell {
		return nil, []string{strings.TrimSpace(cell)}
	}
	if code, ok := m.ProgrammeFor(cell); ok {
		return []string{code}, nil
	}
	for i := len(cell) - 1; i >= 0; i-- {
		if !strings.ContainsRune(separators, rune(cell[i])) {
			continue
		}
		code, ok := m.ProgrammeFor(cell[:i])
		if !ok {
			code, ok = m.ProgrammeFor(cell[:i+1]) // the sign may belong to the name, as in FSE+
		}
		if !ok {
			continue
		}
		more, rest := m.ProgrammesFor(strings.TrimLeft(cell[i+1:], " "+separators))
		if !slices.Contains(more, code) {
			more = append([]string{code}, more...)
		}
		return more, rest
	}
	return nil, []string{strings.TrimSpace(cell)}
}

// longestCell bounds the work on a cell in bytes: longer ones hold no list of programmes.
const longestCell = 200

// separators part the programmes of one cell.
const separators = ";,+/\n&-"

// OrganisationKindFor finds the kind of body that a list means by its words ("Coop. sociale", "SerD").
func (m *Model) OrganisationKindFor(words string) (code string, ok bool) {
	p := plain(words)
	if code, ok = m.index.kinds[p]; ok {
		return code, true
	}
	best := ""
	for w, c := range m.index.kinds {
		if strings.HasPrefix(p, w+" ") && (len(w) > len(best) || len(w) == len(best) && w < best) {
			best, code = w, c
		}
	}
	return code, best != ""
}

// StateFor proposes the state that a list means by its words. The proposal is for a person to confirm.
func (m *Model) StateFor(words string) (StateProposal, bool) {
	p := plain(words)
	if s, ok := m.index.proposals[p]; ok {
		return s, true
	}
	if len(p) < 6 || len(p) > longestCell {
		return StateProposal{}, false
	}
	near, found := StateProposal{}, ""
	for w, s := range m.index.proposals {
		if len(w) >= 6 && distance(p, w) == 1 && (found == "" || w < found) {
			near, found = s, w
		}
	}
	near.Sure = false
	return near, found != ""
}

// SexFor reads a sex as lists write it; F, M or X.
func (m *Model) SexFor(words string) (value string, ok bool) {
	value, ok = m.index.sexes[plain(words)]
	return value, ok
}

// distance counts the letters to change, add, take away or swap with the next to make a into b.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row := make([]int, len(y)+1)
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}
