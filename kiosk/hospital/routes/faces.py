"""A person's photo, to be compared with. What became of it goes out through the queue."""

from kiosk.domain.face_check import PhotoOnFile, ReferencePhoto
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {
    PhotoOnFile: "/v1/patients/{patient_token}/photo-on-file",
    ReferencePhoto: "/v1/patients/{patient_token}/reference-photo",
}
COMMANDS: Routes = {}
