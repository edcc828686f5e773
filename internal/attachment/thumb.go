package attachment

import (
	"io"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

// Thumb gives the thumbnail of a file, a JPEG of at most 160 pixels a side. The caller decides on the subject, as for Content. A file without one
// is NotFound.
func Thumb(tx *gate.ReadTx, id value.ID) ([]byte, error) {
	var person value.ID
	var sealed []byte
	if err := tx.One("SELECT person_id, thumb FROM attachment WHERE zone = $1 AND id = $2 AND ended_at IS NULL", []any{tx.Zone(), id}, &person, &sealed); err != nil {
		return nil, err
	}
	if len(sealed) == 0 {
		return nil, fault.Missing()
	}
	open, err := tx.Opener(person)
	if err != nil {
		return nil, err
	}
	plain, err := open("attachment", id, "thumb", sealed)
	return []byte(plain), err
}

// seen is what is seen of a whole file that has been judged.
type seen struct {
	pages int
	thumb []byte
}

// looking lets one file at a time be looked at: a picture may take 160 MB of memory while it is decoded.
var looking = make(chan struct{}, 1)

// see counts the pages of a PDF and makes the thumbnail of a picture. A picture that cannot be read is a flaw; a PDF whose pages cannot be
// counted is none.
func (a *arrival) see() (err error) {
	if a.kind != PDF && a.kind != PNG && a.kind != JPEG && a.kind != WebP {
		return nil
	}
	select {
	case looking <- struct{}{}:
		defer func() { <-looking }()
	case <-a.ctx.Done():
		return a.ctx.Err()
	}
	return a.r.ownRead(a.ctx, a.who, func(tx *gate.ReadTx) (err error) {
		content := &pieceReader{tx: tx, upload: a.id, size: a.size}
		if a.kind == PDF {
			a.seen.pages = pagesOf(content, a.size)
		} else {
			a.seen.thumb, err = thumbOf(a.kind, io.NewSectionReader(content, 0, a.size))
		}
		return err
	})
}
