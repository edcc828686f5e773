package ledger

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Checkpoint is the head of the log at a size. Signed is the note that says so, in the form of C2SP tlog-checkpoint: origin, size and
// root, a line each, then the signature. Kept outside the database, it proves later that no earlier leaf was touched.
type Checkpoint struct {
	Origin string
	Size   int64
	Root   tlog.Hash
	Signed string
}

// maxSize is beyond any log; package tlog does not end on sizes near 2^63.
const maxSize = 1 << 50

// ErrCheckpoint is what a text is refused with that is no checkpoint signed by the key asked for.
var ErrCheckpoint = errors.New("ledger: not a checkpoint signed by this log")

// sign makes the signed text of a head. Ed25519 gives the same text for the same head.
func sign(signer note.Signer, origin string, size int64, root tlog.Hash) (Checkpoint, error) {
	signed, err := note.Sign(&note.Note{Text: headText(origin, size, root)}, signer)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("ledger: sign the head: %w", err)
	}
	return Checkpoint{origin, size, root, string(signed)}, nil
}

func headText(origin string, size int64, root tlog.Hash) string {
	return fmt.Sprintf("%s\n%d\n%s\n", origin, size, root)
}

// OpenCheckpoint checks a signed text against a public key and reads it. It needs nothing else; a changed, foreign or malformed text is
// ErrCheckpoint.
func OpenCheckpoint(signed, verifierKey string) (Checkpoint, error) {
	v, err := note.NewVerifier(verifierKey)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("ledger: verifier key: %w", err)
	}
	return openCheckpoint(signed, v)
}

func openCheckpoint(signed string, v note.Verifier) (Checkpoint, error) {
	n, err := note.Open([]byte(signed), note.VerifierList(v))
	if err != nil {
		return Checkpoint{}, ErrCheckpoint
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 4 || lines[0] == "" { // three lines, each with its newline; more lines are allowed for extensions
		return Checkpoint{}, ErrCheckpoint
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || size > maxSize || lines[1] != strconv.FormatInt(size, 10) {
		return Checkpoint{}, ErrCheckpoint
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return Checkpoint{}, ErrCheckpoint
	}
	return Checkpoint{lines[0], size, root, signed}, nil
}
