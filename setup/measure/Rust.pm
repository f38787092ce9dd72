# Reads Rust source as the measures need it: comments, functions and what belongs to tests. It is a
# lexer and not a compiler, so macros are read as they are written.
package Rust;
use strict;
use warnings;

# Every tracked Rust file, relative to the root of the repository.
sub files {
    open my $git, '-|', 'git', 'ls-files', '-z', '--', '*.rs' or die "git ls-files: $!\n";
    local $/ = "\0";
    my @files = <$git>;
    close $git or die "git ls-files failed; run this inside the repository\n";
    chomp @files;
    return grep { -f } @files;
}

# Whether a whole file is tests or serves only them: the crates and folders of tests, and the files
# that a `#[cfg(test)] mod tests;` names.
sub is_test_file {
    my ($file) = @_;
    return $file =~ m{(?:^|/)(?:tests|testing|benches|fuzz)/} || $file =~ m{(?:^|/)tests\.rs$} ? 1 : 0;
}

# Reads one file. Returns a hash:
#   path, lines (count), is_test (file), masked (text without comments and strings, same length),
#   comments [{ line, kind, text }] with kind `//!`, `///` or `//`,
#   test_lines { line => 1 } of `#[cfg(test)]` items, functions [{ name, line, lines, parameters }]
sub read_file {
    my ($path) = @_;
    open my $in, '<', $path or die "$path: $!\n";
    my $text = do { local $/; <$in> };
    close $in;
    my $file = { path => $path, is_test => is_test_file($path) };
    $file->{lines} = ($text =~ tr/\n//);
    @$file{qw(masked comments)} = mask($text);
    $file->{line_starts} = line_starts($text);
    $file->{test_lines} = test_lines($file);
    $file->{functions} = functions($file);
    return $file;
}

sub is_test_line {
    my ($file, $line) = @_;
    return $file->{is_test} || $file->{test_lines}{$line} || 0;
}

sub line_starts {
    my ($text) = @_;
    my @starts = (0);
    while ($text =~ /\n/g) { push @starts, pos $text }
    return \@starts;
}

# The line, from 1, of a place in the text.
sub line_of {
    my ($file, $at) = @_;
    my $starts = $file->{line_starts};
    my ($low, $high) = (0, $#$starts);
    while ($low < $high) {
        my $middle = int(($low + $high + 1) / 2);
        if ($starts->[$middle] <= $at) { $low = $middle } else { $high = $middle - 1 }
    }
    return $low + 1;
}

sub blank { my ($text) = @_; $text =~ s/[^\n]/ /g; return $text }

# Replaces comments and the insides of strings and characters by spaces, and collects the comments.
sub mask {
    my ($text) = @_;
    my ($masked, @comments) = ('');
    my $line = 1;
    pos($text) = 0;
    while (pos($text) < length $text) {
        if ($text =~ /\G(\/\/(?:\/(?!\/)|!)?)([^\n]*)/gc) {
            push @comments, { line => $line, kind => $1, text => $2 };
            $masked .= blank($1 . $2);
        } elsif ($text =~ /\G\/\*/gc) {
            my $from = pos($text) - 2;
            my $depth = 1;
            while ($depth && $text =~ /\G.*?(\/\*|\*\/)/gcs) { $depth += $1 eq '/*' ? 1 : -1 }
            pos($text) = length $text if $depth;
            my $comment = substr $text, $from, pos($text) - $from;
            my $at = $line;
            push @comments, { line => $at++, kind => '//', text => $_ } for split /\n/, $comment;
            $line += ($comment =~ tr/\n//);
            $masked .= blank($comment);
        } elsif ($text =~ /\G(b?r(#*)".*?"\2)/gcs || $text =~ /\G([bc]?"(?:[^"\\]|\\.)*")/gcs) {
            $line += ($1 =~ tr/\n//);
            my $inside = blank(substr $1, 1, -1);
            $masked .= '"' . $inside . '"';
        } elsif ($text =~ /\G(b?'(?:[^'\\\n]|\\(?:x..|u\{[^}]*\}|.))')/gc) {
            $masked .= blank($1);
        } elsif ($text =~ /\G(\n)/gc) {
            $line++;
            $masked .= $1;
        } elsif ($text =~ /\G((?:r#)?\w+|[^\w\n])/gc) {
            $masked .= $1;
        } else {
            die "no token at " . pos($text) . "\n";
        }
    }
    return ($masked, \@comments);
}

# The place after the bracket that closes the one at $at.
sub after_bracket {
    my ($masked, $at) = @_;
    my ($depth, $end) = (0, $at);
    pos($masked) = $at;
    while ($masked =~ /([\[({])|[\])}]/g) {
        $depth += defined $1 ? 1 : -1;
        $end = pos $masked;
        last if $depth == 0;
    }
    return $end;
}

# Lines of items under `#[cfg(test)]`, from the attribute to the item's closing brace.
sub test_lines {
    my ($file) = @_;
    my %lines;
    my $masked = $file->{masked};
    while ($masked =~ /#\[cfg\(test\)\]/g) {
        my ($from, $after) = ($-[0], $+[0]);
        my $end = $after;
        pos(my $rest = substr $masked, $after) = 0;
        if ($rest =~ /[{;]/g) {
            my $at = $after + pos($rest) - 1;
            $end = substr($masked, $at, 1) eq '{' ? after_bracket($masked, $at) : $at + 1;
        }
        $lines{$_} = 1 for line_of($file, $from) .. line_of($file, $end - 1);
    }
    return \%lines;
}

# Functions with a body or, in a trait, without one.
sub functions {
    my ($file) = @_;
    my @functions;
    my $masked = $file->{masked};
    while ($masked =~ /\bfn\s+(?:r#)?(\w+)\s*([(<])/g) {
        my ($name, $from, $at) = ($1, $-[0], $-[2]);
        my $resume = pos $masked;
        $at = after_generics($masked, $at) if $2 eq '<';
        my $after = after_bracket($masked, $at);
        my @parameters = split_at_commas(substr $masked, $at + 1, $after - $at - 2);
        my $end = $after;
        my $rest = substr $masked, $after;
        if ($rest =~ /[{;]/) {
            my $brace = $after + $-[0];
            $end = substr($masked, $brace, 1) eq '{' ? after_bracket($masked, $brace) : $brace + 1;
        }
        my ($line, $last) = (line_of($file, $from), line_of($file, $end - 1));
        push @functions,
            { name => $name, line => $line, lines => $last - $line + 1, parameters => \@parameters };
        pos($masked) = $resume;
    }
    return \@functions;
}

# The place of the `(` after a list of generics; `->` inside them closes nothing.
sub after_generics {
    my ($masked, $at) = @_;
    my $depth = 0;
    my $end = $at;
    pos($masked) = $at;
    while ($masked =~ /->|=>|([<\[(])|([>\])])/g) {
        next unless defined $1 || defined $2;
        $depth += defined $1 ? 1 : -1;
        $end = pos $masked;
        last if $depth == 0;
    }
    return $end + (substr($masked, $end) =~ /^(\s*)/ ? length $1 : 0);
}

# Parameters, split at the commas that are in no bracket of their own.
sub split_at_commas {
    my ($list) = @_;
    my @parts = ('');
    my $depth = 0;
    while ($list =~ /(->|=>|.)/gs) {
        my $piece = $1;
        $depth++ if $piece =~ /^[<\[({]$/;
        $depth-- if $piece =~ /^[>\])}]$/;
        if ($piece eq ',' && $depth == 0) { push @parts, '' } else { $parts[-1] .= $piece }
    }
    return grep { /\S/ } map { s/^\s+|\s+$//gr } @parts;
}

1;
