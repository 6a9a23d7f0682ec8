"""The command `trends`: arguments, exit codes, progress; nothing else."""
