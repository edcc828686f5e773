package sitting

import (
	"context"
	"strconv"
	"strings"

	"siil/internal/api"
	"siil/internal/gate"
	"siil/internal/text"
	"siil/internal/value"
)

// onPaper is how the documents of the interface are printed: it speaks Italian.
func onPaper(who gate.Actor) Paper { return Paper{Zone: who.Zone, Lang: text.Italian} }

type apiAgendaAsked struct {
	api.ByID
	Names bool `query:"names"`
}

func (r *Room) apiAgendaFile(ctx context.Context, who gate.Actor, in *apiAgendaAsked) (*api.File, error) {
	v, err := r.View(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	content, err := r.AgendaDocument(v, in.Names, onPaper(who))
	return api.FileOf("ordine-del-giorno-"+strconv.Itoa(v.Number), content), err
}

func (r *Room) apiMinutesFile(ctx context.Context, who gate.Actor, in *api.ByID) (*api.File, error) {
	m, err := r.Minutes(ctx, who, in.ID.Value())
	if err != nil {
		return nil, err
	}
	checkpoint, err := r.g.Checkpoint(ctx)
	if err != nil {
		return nil, err
	}
	content, err := r.MinutesDocument(m, checkpoint, onPaper(who))
	return api.FileOf("verbale-"+strconv.Itoa(m.Head.Number), content), err
}

// apiExtractAsked names the case by the file's name, which is all of a step of the address.
type apiExtractAsked struct {
	api.ByID
	File string `path:"file" maxLength:"40" pattern:"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.pdf$"`
}

func (r *Room) apiExtractFile(ctx context.Context, who gate.Actor, in *apiExtractAsked) (*api.File, error) {
	caseID, _ := value.ParseID(strings.TrimSuffix(in.File, ".pdf"))
	m, err := r.Extract(ctx, who, in.ID.Value(), caseID)
	if err != nil {
		return nil, err
	}
	checkpoint, err := r.g.Checkpoint(ctx)
	if err != nil {
		return nil, err
	}
	content, err := r.ExtractDocument(m, caseID, checkpoint, onPaper(who))
	return api.FileOf("estratto-"+strconv.Itoa(m.Head.Number), content), err
}
