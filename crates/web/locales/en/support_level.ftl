support-level-low = watch
support-level-medium = targeted support
support-level-high = tailored support
support-level-very_high = tailored support, urgent
support-level-none = no support needed
support-level-unknown = not enough data yet
support-level-label = Level of support
