"""What people do with the app on purpose: commands, shortcuts, buttons, forms."""
