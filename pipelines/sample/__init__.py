"""A believable support organisation to try everything on, with the causes of its escalations written down."""
