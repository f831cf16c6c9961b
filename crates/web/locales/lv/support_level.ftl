support-level-low = vērot
support-level-medium = mērķtiecīgs atbalsts
support-level-high = pielāgots atbalsts
support-level-very_high = pielāgots atbalsts, steidzami
support-level-none = atbalsts nav vajadzīgs
support-level-unknown = vēl nav pietiekami daudz datu
support-level-label = Atbalsta līmenis
