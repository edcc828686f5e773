package attachment

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"net/http"
	"time"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// Keep takes in a file for a form that is being filled: slot names the form, and the account's own files alone share it. What cannot be
// taken is a fault of kind Invalid on the field "files" that says why. The same content twice in a slot is one file. The file is never
// whole in memory, and nothing of one that is refused stays.
func (r *Room) Keep(ctx context.Context, who gate.Actor, slot, name string, content io.Reader) (File, error) {
	a := &arrival{r: r, ctx: ctx, who: who, slot: slot, name: cleanName(name), id: value.NewID(), in: content, sum: sha256.New()}
	f, err := a.take()
	if err != nil || f.ID != a.id {
		if gone := a.remove(); err == nil {
			err = gone
		}
	}
	return f, asFault(err)
}

// arrival is one file on its way in.
type arrival struct {
	r    *Room
	ctx  context.Context
	who  gate.Actor
	slot string
	name string
	kind string
	id   value.ID
	in   io.Reader

	stored bool // there is a row to take away if it fails
	pieces int
	size   int64
	sum    hash.Hash
	texts  texts
	tail   []byte
	seen   seen
}

func (a *arrival) take() (File, error) {
	if a.who.Account.Absent() || a.slot == "" || len(a.slot) > maxSlot {
		return File{}, flawed(text.FileSlotWrong)
	}
	piece := make([]byte, pieceSize)
	n, err := a.next(piece)
	switch {
	case err != nil:
		return File{}, err
	case n == 0:
		return File{}, flawed(text.FileEmpty)
	}
	if err := a.look(piece[:n]); err != nil {
		return File{}, err
	}
	if err := a.quiet(a.reserve); err != nil {
		return File{}, err
	}
	a.stored = true
	for n > 0 {
		if err := a.put(piece[:n]); err != nil {
			return File{}, err
		}
		if n, err = a.next(piece); err != nil {
			return File{}, err
		}
	}
	return a.finish()
}

// finish judges a file whose pieces are all kept and makes it one that waits.
func (a *arrival) finish() (f File, err error) {
	if err = a.judge(); err == nil {
		err = a.see()
	}
	if err != nil {
		return File{}, err
	}
	return f, a.quiet(func(tx *gate.WriteTx) (err error) {
		f, err = a.settle(tx)
		return err
	})
}

// next reads the next piece; 0 bytes is the end.
func (a *arrival) next(piece []byte) (n int, err error) {
	for idle := 0; n < len(piece) && err == nil; {
		var m int
		m, err = a.in.Read(piece[n:])
		if n += m; m > 0 {
			idle = 0
		} else if idle++; err == nil && idle > 100 {
			err = io.ErrNoProgress
		}
	}
	var big *http.MaxBytesError
	switch {
	case err == nil || err == io.EOF:
		return n, nil
	case errors.As(err, &big):
		return 0, flawed(text.FilesTooLarge.With(MaxSlotSize >> 20))
	}
	return 0, &flaw{text.FileCutShort, err}
}

// look judges a file by its first piece.
func (a *arrival) look(head []byte) error {
	kind, what := sniff(head)
	if kind == "" {
		return flawed(saying(text.FileRefused, what))
	}
	a.kind = kind
	if kind == zipped {
		return nil
	}
	_, _, err := agree(kind, a.name)
	return err
}

// put seals one piece and goes on looking at the content.
func (a *arrival) put(piece []byte) error {
	if a.size+int64(len(piece)) > MaxSize {
		return a.weigh(int64(len(piece)))
	}
	a.follow(piece)
	err := a.quiet(func(tx *gate.WriteTx) error { return a.store(tx, piece) })
	a.pieces++
	return err
}

// follow goes on looking at the content, piece after piece.
func (a *arrival) follow(piece []byte) {
	a.size += int64(len(piece))
	a.sum.Write(piece)
	if a.kind == Text || a.kind == EML {
		a.texts.see(piece, a.kind == EML)
	}
	a.tail = append(a.tail, piece...)
	a.tail = bytes.Clone(a.tail[max(0, len(a.tail)-tailSize):])
}

func (a *arrival) store(tx *gate.WriteTx, piece []byte) error {
	id := value.NewID()
	sealed, err := tx.SealZone("upload_piece", id, "body", piece)
	if err != nil {
		return err
	}
	return tx.Insert("upload_piece", gate.Row{"id": id, "upload_id": a.id, "n": a.pieces, "body": sealed})
}

// maxWeighed is how far a file that is too large is read to say how large it is.
const maxWeighed = 200 << 20

// weigh refuses a file that is too large and says how large, where its end is near enough to be seen; next is the piece in hand.
func (a *arrival) weigh(next int64) error {
	rest, err := io.Copy(io.Discard, io.LimitReader(a.in, maxWeighed))
	if err != nil || rest == maxWeighed {
		return flawed(text.FileTooLarge.With(MaxSize >> 20))
	}
	return tooLarge(a.size + next + rest)
}

func tooLarge(size int64) error {
	return flawed(text.FileWeighs.With((size+1<<20-1)>>20, MaxSize>>20))
}

// judge looks at what only the whole file tells: which document an archive is, whether a text is one to its end.
func (a *arrival) judge() (err error) {
	switch {
	case a.kind == zipped:
		if a.kind, err = a.document(); err != nil {
			return err
		}
	case a.kind == Text || a.kind == EML:
		if !a.texts.ok() {
			return flawed(saying(text.FileRefused, text.FileIsUnknown))
		}
		if a.texts.program {
			return flawed(text.FileWithProgram)
		}
	case hidesArchive(a.tail, a.size):
		return flawed(text.FileWithArchive)
	}
	a.kind, a.name, err = agree(a.kind, a.name)
	return err
}

// document reads the pieces back as an archive.
func (a *arrival) document() (kind string, err error) {
	err = a.r.ownRead(a.ctx, a.who, func(tx *gate.ReadTx) (err error) {
		kind, err = document(&pieceReader{tx: tx, upload: a.id, size: a.size}, a.size)
		return err
	})
	return kind, err
}

// ownRead reads what waits of the account itself.
func (r *Room) ownRead(ctx context.Context, who gate.Actor, do func(tx *gate.ReadTx) error) error {
	return r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: who.Account, Own: true}); err != nil {
			return err
		}
		return do(tx)
	})
}

func (a *arrival) quiet(do func(tx *gate.WriteTx) error) error {
	return a.r.g.Quiet(a.ctx, a.who.Zone, do)
}

// remove takes away what has been stored of a file that did not make it, also when the request has gone away.
func (a *arrival) remove() error {
	if !a.stored {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(a.ctx), time.Minute)
	defer cancel()
	return a.r.g.Quiet(ctx, a.who.Zone, func(tx *gate.WriteTx) error { return removeUpload(tx, a.id) })
}
