"""What can be told of a newspaper from a first look: pure rules, values in and values out."""
