package document

import (
	"archive/zip"
	"context"
	"io"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// Zip writes the PDFs of a batch as one archive, one after the other. Each is opened for who reads it; one that may not be read is left out. Only the
// coordinator may. begin is called when all is decided, before the first byte.
func (r *Room) Zip(ctx context.Context, who gate.Actor, id value.ID, w io.Writer, begin func()) error {
	var docs []value.ID
	err := r.g.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		if err := batching(tx); err != nil {
			return err
		}
		if _, err := loadBatch(tx, id); err != nil {
			return err
		}
		docs, err = gate.All(tx, "SELECT document_id FROM document_batch_item WHERE zone = $1 AND batch_id = $2 AND document_id IS NOT NULL ORDER BY n", []any{tx.Zone(), id},
			func(s gate.Scanner) (d value.ID, err error) { return d, s.Scan(&d) })
		if err == nil && len(docs) == 0 {
			err = fault.New(fault.NotFound, text.PageMissing)
		}
		return err
	})
	if err != nil {
		return err
	}
	begin()
	z := zip.NewWriter(w)
	for _, doc := range docs {
		d, content, err := r.Open(ctx, who, doc, PDF)
		switch kind := fault.KindOf(err); {
		case err == nil:
		case kind == fault.NotFound || kind == fault.Denied:
			continue
		default:
			return err
		}
		f, err := z.CreateHeader(&zip.FileHeader{Name: d.FileName(PDF), Method: zip.Store, Modified: d.MadeAt.Rome()})
		if err == nil {
			_, err = f.Write(content)
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}
