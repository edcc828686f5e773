package attachment

import (
	"context"
	"io"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

const (
	pendingSQL = `SELECT id, name, kind, size, digest, pieces, made_at, account_id, ` + seenCols + ` FROM upload
		WHERE zone = $1 AND account_id = $2 AND slot = $3 AND kind <> '' ORDER BY made_at, id`
	ownSQL         = "SELECT id FROM upload WHERE zone = $1 AND account_id = $2 AND slot = $3 AND id = $4"
	oldSQL         = "SELECT id FROM upload WHERE zone = $1 AND made_at < $2 ORDER BY made_at LIMIT 20"
	uploadPieceSQL = "SELECT id, body FROM upload_piece WHERE zone = $1 AND upload_id = $2 AND n = $3"
	piecesOfSQL    = "SELECT id FROM upload_piece WHERE zone = $1 AND upload_id = $2"
)

// waits is how long a file waits for its form.
const waits = 24 * time.Hour

// waiting is a file with the number of its pieces.
type waiting struct {
	File
	pieces int
}

func pending(tx *gate.ReadTx, account value.ID, slot string) ([]waiting, error) {
	return gate.All(tx, pendingSQL, []any{tx.Zone(), account, slot}, func(s gate.Scanner) (w waiting, err error) {
		var sealed []byte
		if err := s.Scan(&w.ID, &sealed, &w.Kind, &w.Size, &w.Digest, &w.pieces, &w.MadeAt, &w.MadeBy, &w.Pages, &w.HasThumb); err != nil {
			return w, err
		}
		name, err := tx.OpenZone("upload", w.ID, "name", sealed)
		w.Name = string(name)
		return w, err
	})
}

// Pending lists the files that wait in a slot, in the order in which they came. The caller has decided what the form's page shows.
func Pending(tx *gate.ReadTx, account value.ID, slot string) ([]File, error) {
	found, err := pending(tx, account, slot)
	out := make([]File, len(found))
	for i, w := range found {
		out[i] = w.File
	}
	return out, err
}

// Drop takes a waiting file away. One that is not there, or is not the account's, is a fault of kind NotFound.
func (r *Room) Drop(ctx context.Context, who gate.Actor, slot string, id value.ID) error {
	return r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error {
		if err := tx.One(ownSQL, []any{tx.Zone(), who.Account, slot, id}, &id); err != nil {
			return err
		}
		return removeUpload(tx, id)
	})
}

// removeUpload takes away a waiting file with its pieces. Nothing there is no fault.
func removeUpload(tx *gate.WriteTx, id value.ID) error {
	ids, err := gate.All(&tx.ReadTx, piecesOfSQL, []any{tx.Zone(), id}, scanID)
	if err != nil {
		return err
	}
	for _, piece := range ids {
		if err := tx.Delete("upload_piece", piece); err != nil {
			return err
		}
	}
	if err := tx.Delete("upload", id); !fault.Is(err, fault.NotFound) {
		return err
	}
	return nil
}

func scanID(s gate.Scanner) (id value.ID, err error) { return id, s.Scan(&id) }

// Tidy takes away files whose form was not accepted within a day, and what an interrupted upload has left. Run it daily.
func (r *Room) Tidy(ctx context.Context) error {
	before := r.g.Now().Add(-waits)
	for _, z := range r.g.Zones() {
		for more := true; more; {
			err := r.g.Quiet(ctx, z.Code, func(tx *gate.WriteTx) error {
				ids, err := gate.All(&tx.ReadTx, oldSQL, []any{tx.Zone(), before}, scanID)
				if more = len(ids) > 0; err != nil {
					return err
				}
				for _, id := range ids {
					if err := removeUpload(tx, id); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// pieceReader reads a waiting file at any place, one piece in memory.
type pieceReader struct {
	tx     *gate.ReadTx
	upload value.ID
	size   int64
	n      int64
	piece  []byte
}

func (p *pieceReader) ReadAt(b []byte, off int64) (int, error) {
	done := 0
	for done < len(b) {
		if off >= p.size {
			return done, io.EOF
		}
		if n := off / pieceSize; p.piece == nil || n != p.n {
			body, err := uploadPiece(p.tx, p.upload, int(n))
			if err != nil {
				return done, readFault{err}
			}
			p.n, p.piece = n, body
		}
		n := copy(b[done:], p.piece[min(int64(len(p.piece)), off%pieceSize):])
		if n == 0 {
			return done, readFault{io.ErrUnexpectedEOF}
		}
		done, off = done+n, off+int64(n)
	}
	return done, nil
}

func uploadPiece(tx *gate.ReadTx, upload value.ID, n int) ([]byte, error) {
	var id value.ID
	var sealed []byte
	if err := tx.One(uploadPieceSQL, []any{tx.Zone(), upload, n}, &id, &sealed); err != nil {
		return nil, err
	}
	return tx.OpenZone("upload_piece", id, "body", sealed)
}

func uploadThumb(tx *gate.ReadTx, upload value.ID) ([]byte, error) {
	var sealed []byte
	if err := tx.One("SELECT thumb FROM upload WHERE zone = $1 AND id = $2", []any{tx.Zone(), upload}, &sealed); err != nil {
		return nil, err
	}
	if len(sealed) == 0 {
		return nil, fault.Missing()
	}
	return tx.OpenZone("upload", upload, "thumb", sealed)
}
