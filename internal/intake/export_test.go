package intake

import "time"

// SetPace sets the pace of an outside sender's answers; tests that send much want none.
func (r *Room) SetPace(d time.Duration) { r.pace = d }
