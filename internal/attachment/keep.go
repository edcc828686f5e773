package attachment

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
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
	if err := a.judge(); err != nil {
		return File{}, err
	}
	var f File
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

// reserve makes the row that the pieces belong to, unless slot or account hold enough already. Its kind is empty until the file is whole.
func (a *arrival) reserve(tx *gate.WriteTx) error {
	if err := a.room(tx, 1); err != nil {
		return err
	}
	return tx.Insert("upload", gate.Row{"id": a.id, "account_id": a.who.Account, "slot": a.slot, "name": []byte{}, "kind": "", "size": 0,
		"digest": "", "pieces": 0, "made_at": tx.Now()})
}

const waitingSQL = `SELECT COUNT(*), COALESCE(SUM(size), 0), COALESCE(SUM(CASE WHEN slot = $3 AND kind <> '' THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN slot = $3 THEN size ELSE 0 END), 0) FROM upload WHERE zone = $1 AND account_id = $2`

// room tells whether this file still fits beside what waits; more is how many rows it adds.
func (a *arrival) room(tx *gate.WriteTx, more int) error {
	var files, inSlot int
	var size, slotSize int64
	if err := tx.One(waitingSQL, []any{tx.Zone(), a.who.Account, a.slot}, &files, &size, &inSlot, &slotSize); err != nil {
		return err
	}
	switch {
	case inSlot >= MaxFiles:
		return flawed(text.FilesTooMany.With(MaxFiles))
	case slotSize+a.size > MaxSlotSize:
		return flawed(text.FilesTooLarge.With(MaxSlotSize >> 20))
	case files+more > maxWaiting || size+a.size > maxWaitSize:
		return flawed(text.FilesQuota)
	}
	return nil
}

// put seals one piece and goes on looking at the content.
func (a *arrival) put(piece []byte) error {
	if a.size += int64(len(piece)); a.size > MaxSize {
		return flawed(text.FileTooLarge.With(MaxSize >> 20))
	}
	a.sum.Write(piece)
	if a.kind == Text || a.kind == EML {
		a.texts.see(piece, a.kind == EML)
	}
	a.tail = append(a.tail, piece...)
	a.tail = bytes.Clone(a.tail[max(0, len(a.tail)-tailSize):])
	err := a.quiet(func(tx *gate.WriteTx) error {
		id := value.NewID()
		sealed, err := tx.SealZone("upload_piece", id, "body", piece)
		if err != nil {
			return err
		}
		return tx.Insert("upload_piece", gate.Row{"id": id, "upload_id": a.id, "n": a.pieces, "body": sealed})
	})
	a.pieces++
	return err
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
	err = a.r.g.Read(a.ctx, a.who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: a.who.Account, Own: true}); err != nil {
			return err
		}
		kind, err = document(&pieceReader{tx: tx, upload: a.id, size: a.size}, a.size)
		return err
	})
	return kind, err
}

// settle makes the file one that waits, or gives the one with the same content that waits already.
func (a *arrival) settle(tx *gate.WriteTx) (File, error) {
	digest := hex.EncodeToString(a.sum.Sum(nil))
	waiting, err := Pending(&tx.ReadTx, a.who.Account, a.slot)
	if err != nil {
		return File{}, err
	}
	for _, f := range waiting {
		if f.Digest == digest {
			return f, nil
		}
	}
	if err := a.room(tx, 0); err != nil {
		return File{}, err
	}
	name, err := tx.SealZone("upload", a.id, "name", []byte(a.name))
	if err != nil {
		return File{}, err
	}
	f := File{ID: a.id, Name: a.name, Kind: a.kind, Size: a.size, Digest: digest, MadeAt: tx.Now(), MadeBy: a.who.Account}
	return f, tx.Update("upload", a.id, gate.Row{"name": name, "kind": f.Kind, "size": f.Size, "digest": digest, "pieces": a.pieces, "made_at": f.MadeAt})
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
