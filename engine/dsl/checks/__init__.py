"""What is wrong with a charter whose sentences make sense: one pass a file, each `(scene, problems)`, none stopped by another."""
