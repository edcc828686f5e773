package attachment

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"regexp"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// Part is some of a file that comes in several requests. Mark tells that it is the same file, after an interruption too: its size, a dash,
// and the CRC-32 of its content in eight digits of hex. Offset is where in the file the part begins.
type Part struct {
	Name, Mark string
	Offset     int64
}

// Progress is how far a file has come: Offset bytes are kept; File is the file when all are.
type Progress struct {
	Offset int64
	File   *File
}

const findSQL = `SELECT id, pieces, size FROM upload WHERE zone = $1 AND account_id = $2 AND slot = $3 AND kind = '' AND digest = $4 ORDER BY made_at, id LIMIT 1`

var markShape = regexp.MustCompile(`^([0-9]{1,12})-([0-9a-f]{8})$`)

// Put takes in a part of a file and tells where to go on. A part that begins anywhere else than where the file has come to is left, so that one
// with no content asks; of a part that breaks off, what came whole is kept. What Keep would refuse is refused as there, and nothing of
// the file stays then. What is not gone on with for a day is taken away.
func (r *Room) Put(ctx context.Context, who gate.Actor, slot string, p Part, content io.Reader) (Progress, error) {
	u, err := r.unfinished(ctx, who, slot, p, content)
	if err != nil {
		return Progress{}, asFault(err)
	}
	f, err := u.take(p.Offset)
	if hopeless(err) || f != nil && f.ID != u.id {
		if gone := u.remove(); err == nil {
			err = gone
		}
	}
	return Progress{u.size, f}, asFault(err)
}

// hopeless tells that a file will never be taken from what may pass.
func hopeless(err error) bool {
	var f *flaw
	return errors.As(err, &f) && f.cause == nil
}

// upload is a file that comes in parts.
type upload struct {
	*arrival
	whole int64  // bytes it will have
	check string // CRC-32 it will have
}

// unfinished finds the file that a part belongs to, or begins it.
func (r *Room) unfinished(ctx context.Context, who gate.Actor, slot string, p Part, content io.Reader) (*upload, error) {
	m := markShape.FindStringSubmatch(p.Mark)
	if m == nil || who.Account.Absent() || slot == "" || len(slot) > maxSlot {
		return nil, flawed(text.FileSlotWrong)
	}
	u := &upload{arrival: &arrival{r: r, ctx: ctx, who: who, slot: slot, name: cleanName(p.Name), id: value.NewID(), in: content, sum: sha256.New(), stored: true}, check: m[2]}
	u.whole, _ = strconv.ParseInt(m[1], 10, 64) // twelve digits fit
	switch {
	case u.whole == 0:
		return nil, flawed(text.FileEmpty)
	case u.whole > MaxSize:
		return nil, tooLarge(u.whole)
	}
	return u, u.quiet(func(tx *gate.WriteTx) error {
		err := tx.One(findSQL, []any{tx.Zone(), who.Account, slot, p.Mark}, &u.id, &u.pieces, &u.size)
		if fault.Is(err, fault.NotFound) {
			return u.reserveFor(tx, u.whole, p.Mark)
		}
		return err
	})
}

// take keeps what the content brings, and finishes the file with its last piece.
func (u *upload) take(offset int64) (*File, error) {
	if offset != u.size {
		return nil, nil
	}
	piece := make([]byte, pieceSize)
	for u.size < u.whole {
		n, err := u.next(piece)
		switch {
		case err != nil:
			return nil, err
		case u.size+int64(n) > u.whole:
			return nil, flawed(text.FileCutShort)
		case n < len(piece) && u.size+int64(n) < u.whole:
			return nil, nil // the rest of this piece comes again
		case u.size == 0:
			err = u.look(piece[:n])
		}
		if err == nil {
			err = u.quiet(func(tx *gate.WriteTx) error { return u.add(tx, piece[:n]) })
		}
		if err != nil {
			return nil, err
		}
		u.pieces, u.size = u.pieces+1, u.size+int64(n)
	}
	if err := u.replay(); err != nil {
		return nil, err
	}
	f, err := u.finish()
	return &f, err
}

// add keeps one piece, unless another request has been faster.
func (u *upload) add(tx *gate.WriteTx, piece []byte) error {
	var now int
	if err := tx.One("SELECT pieces FROM upload WHERE zone = $1 AND id = $2 AND kind = ''", []any{tx.Zone(), u.id}, &now); err != nil {
		return err
	}
	if now != u.pieces {
		return &flaw{text.FileCutShort, fmt.Errorf("piece %d came when %d were kept", u.pieces, now)}
	}
	if err := u.store(tx, piece); err != nil {
		return err
	}
	return tx.Update("upload", u.id, gate.Row{"pieces": u.pieces + 1, "size": u.size + int64(len(piece))})
}

// replay looks at the content that has come in several requests as if it came in one.
func (u *upload) replay() error {
	check := crc32.NewIEEE()
	pieces := u.pieces
	u.size = 0
	err := u.r.ownRead(u.ctx, u.who, func(tx *gate.ReadTx) error {
		for n := range pieces {
			piece, err := uploadPiece(tx, u.id, n)
			if err != nil {
				return err
			}
			if n == 0 {
				u.kind, _ = sniff(piece)
			}
			check.Write(piece)
			u.follow(piece)
		}
		return nil
	})
	if err == nil && (u.size != u.whole || fmt.Sprintf("%08x", check.Sum32()) != u.check) {
		err = flawed(text.FileCutShort)
	}
	return err
}
