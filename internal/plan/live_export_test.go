package plan

import "siil/internal/ui"

// LiveRoutes are the pages of actions, hours and checks, for their tests.
func (r *Room) LiveRoutes() []ui.Route { return r.liveRoutes() }
