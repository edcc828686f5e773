package attachment

import (
	"encoding/hex"

	"siil/internal/gate"
	"siil/internal/text"
)

// reserve makes the row that the pieces belong to, unless slot or account hold enough already. Its kind is empty until the file is whole.
func (a *arrival) reserve(tx *gate.WriteTx) error { return a.reserveFor(tx, 0, "") }

// reserveFor reserves for a file that says its size; mark is by what its other pieces find the row.
func (a *arrival) reserveFor(tx *gate.WriteTx, size int64, mark string) error {
	if err := a.room(tx, 1, size); err != nil {
		return err
	}
	return tx.Insert("upload", gate.Row{"id": a.id, "account_id": a.who.Account, "slot": a.slot, "name": []byte{}, "kind": "", "size": 0,
		"digest": mark, "pieces": 0, "made_at": tx.Now()})
}

const waitingSQL = `SELECT COUNT(*), COALESCE(SUM(size), 0), COALESCE(SUM(CASE WHEN slot = $3 AND kind <> '' THEN 1 ELSE 0 END), 0),
	COALESCE(SUM(CASE WHEN slot = $3 THEN size ELSE 0 END), 0) FROM upload WHERE zone = $1 AND account_id = $2 AND id <> $4`

// room tells whether this file, of a size, still fits beside what waits; more is how many rows it adds.
func (a *arrival) room(tx *gate.WriteTx, more int, own int64) error {
	var files, inSlot int
	var size, slotSize int64
	if err := tx.One(waitingSQL, []any{tx.Zone(), a.who.Account, a.slot, a.id}, &files, &size, &inSlot, &slotSize); err != nil {
		return err
	}
	switch {
	case inSlot >= MaxFiles:
		return flawed(text.FilesTooMany.With(MaxFiles))
	case slotSize+own > MaxSlotSize:
		return flawed(text.FilesTooLarge.With(MaxSlotSize >> 20))
	case files+more > maxWaiting || size+own > maxWaitSize:
		return flawed(text.FilesQuota)
	}
	return nil
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
	if err := a.room(tx, 0, a.size); err != nil {
		return File{}, err
	}
	name, err := tx.SealZone("upload", a.id, "name", []byte(a.name))
	if err != nil {
		return File{}, err
	}
	f := File{ID: a.id, Name: a.name, Kind: a.kind, Size: a.size, Digest: digest, MadeAt: tx.Now(), MadeBy: a.who.Account}
	f.Pages, f.HasThumb = a.seen.pages, len(a.seen.thumb) > 0
	row := gate.Row{"name": name, "kind": f.Kind, "size": f.Size, "digest": digest, "pieces": a.pieces, "made_at": f.MadeAt}
	if f.Pages > 0 {
		row["pages"] = f.Pages
	}
	if f.HasThumb {
		if row["thumb"], err = tx.SealZone("upload", a.id, "thumb", a.seen.thumb); err != nil {
			return File{}, err
		}
	}
	return f, tx.Update("upload", a.id, row)
}
