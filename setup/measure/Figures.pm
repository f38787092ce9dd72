# The figures of the style: how large files and functions are, what is documented, how things are
# named, and where a program can panic. Percentages are of the thing that the name says.
package Figures;
use strict;
use warnings;
use List::Util qw(sum0);
use Rust;

# Words whose frequency in all comments is compared with other projects, per 1,000 lines.
my @WORDS = (
    [ 'Returns per 1000',        qr/\breturns\b/i ],
    [ 'at most per 1000',        qr/\bat most\b/i ],
    [ 'gives per 1000',          qr/\bgives\b/i ],
    [ 'at the most per 1000',    qr/\bat the most\b/i ],
    [ 'anew per 1000',           qr/\banew\b/i ],
    [ 'whoever per 1000',        qr/\bwhoever\b/i ],
    [ 'stand(s) per 1000',       qr/\bstands?\b/i ],
    [ 'nobody/none per 1000',    qr/\b(?:nobody|none)\b/i ],
    [ 'told/tell(s) per 1000',   qr/\b(?:told|tells?)\b/i ],
    [ 'hear(s|d) per 1000',      qr/\bhear[sd]?\b/i ],
    [ 'what is/it per 1000',     qr/\bwhat (?:is|it)\b/i ],
    [ 'of its/their own per 1000', qr/\bof (?:its|their) own\b/i ],
);

# Every figure, in order: [ name, value ].
sub all {
    my @files = map { Rust::read_file($_) } Rust::files();
    die "style: there are no Rust files; is this the repository?\n" unless @files;
    return (
        files(@files),     comments(@files), functions(@files), names(@files),
        documented(@files), dangers(@files), dependencies(),    web(),
    );
}

sub files {
    my @files = @_;
    my @lines = sort { $a <=> $b } map { $_->{lines} } @files;
    my $all = sum0 @lines;
    my $tests = sum0 map { $_->{is_test} ? $_->{lines} : scalar keys %{ $_->{test_lines} } } @files;
    my ($longest) = sort { $b->{lines} <=> $a->{lines} } @files;
    return (
        [ 'Rust files',           scalar @files ],
        [ 'Rust lines',           $all ],
        [ 'median file lines',    at(0.5, @lines) ],
        [ 'p90 file lines',       at(0.9, @lines) ],
        [ 'longest file lines',   $longest->{lines} ],
        [ 'files up to 300 %',    percent(scalar(grep { $_ <= 300 } @lines), scalar @lines) ],
        [ 'lines over 100 chars', sum0 map { long_lines($_->{path}) } @files ],
        [ 'test lines',           $tests ],
        [ 'code lines',           $all - $tests ],
        [ 'test/code',            sprintf '%.2f', $tests / ($all - $tests) ],
        [ '#[test]s', sum0 map { matches($_->{masked}, qr/#\[(?:tokio::)?test\b/) } @files ],
    );
}

sub comments {
    my @files = @_;
    my @comments = map { @{ $_->{comments} } } @files;
    my $lines = sum0 map { $_->{lines} } @files;
    my $doc = grep { $_->{kind} ne '//' } @comments;
    my @product = grep { !$_->{is_test} } @files;
    my $with_head = grep { grep { $_->{kind} eq '//!' } @{ $_->{comments} } } @product;
    my ($sections, $only_type) = error_sections(@files);
    my @rows = (
        [ 'comment lines',            scalar @comments ],
        [ 'doc-comment lines %',      percent($doc, $lines) ],
        [ 'plain comment lines %',    percent(@comments - $doc, $lines) ],
        [ 'non-test files with //! %', percent($with_head, scalar @product) ],
        [ '# Errors sections',        $sections ],
        [ '  that say only the type', $only_type ],
    );
    for my $word (@WORDS) {
        my ($name, $pattern) = @$word;
        my $count = sum0 map { matches($_->{text} =~ s/`[^`]*`/``/gr, $pattern) } @comments;
        push @rows, [ $name, sprintf '%.1f', 1000 * $count / @comments ];
    }
    return @rows;
}

# `# Errors` sections, and those whose text names a type and does not say when.
sub error_sections {
    my ($sections, $only_type) = (0, 0);
    for my $file (@_) {
        my $comments = $file->{comments};
        for my $i (grep { $comments->[$_]{text} =~ /^\s*# Errors\s*$/ } 0 .. $#$comments) {
            $sections++;
            my $text = '';
            for my $next (@$comments[$i + 1 .. $#$comments]) {
                last if $next->{kind} eq '//' || $next->{text} =~ /^\s*#? *$|^\s*# /;
                last if $next->{line} > $comments->[$i]{line} + 1 + ($text =~ tr/\n//);
                $text .= "$next->{text}\n";
            }
            my $type = qr/\[?`[\w:]+`\]?/;
            $only_type++ if $text =~ /^\s*(?:The |An? |As )?$type(?: (?:or|and) $type)*\.?\s*$/i;
        }
    }
    return ($sections, $only_type);
}

sub functions {
    my @files = @_;
    my (@all, @product);
    for my $file (@files) {
        for my $function (@{ $file->{functions} }) {
            push @all, $function;
            push @product, $function unless Rust::is_test_line($file, $function->{line});
        }
    }
    my $parameters = sub { scalar grep { !/^&?(?:'\w+ )?(?:mut )?self\b/ } @{ $_[0]{parameters} } };
    my $tuples = sum0 map { scalar grep { /^(?:mut )?\(/ || /:\s*&?(?:mut )?\(\&?\w/ } @{ $_->{parameters} } }
        @product;
    return (
        [ 'functions',                scalar @all ],
        [ 'median fn lines (non-test)', at(0.5, sort { $a <=> $b } map { $_->{lines} } @product) ],
        [ 'fns > 70 lines',           scalar grep { $_->{lines} > 70 } @all ],
        [ '  of them non-test',       scalar grep { $_->{lines} > 70 } @product ],
        [ 'fns > 6 params',           scalar grep { $parameters->($_) > 6 } @all ],
        [ 'non-test fns > 4 params',  scalar grep { $parameters->($_) > 4 } @product ],
        [ 'tuple parameters (non-test)', $tuples ],
        [ '  per 1000 fns',           sprintf '%.0f', 1000 * $tuples / @product ],
    );
}

sub names {
    my (@functions, @parameters, @lets);
    for my $file (@_) {
        for my $function (@{ $file->{functions} }) {
            next if Rust::is_test_line($file, $function->{line});
            push @functions, $function->{name};
            push @parameters, map { /^(?:mut )?(\w+)\s*:/ ? $1 : () } @{ $function->{parameters} };
        }
        my $masked = $file->{masked};
        while ($masked =~ /\blet\s+(?:mut\s+)?([a-z_]\w*)\b/g) {
            push @lets, $1 unless Rust::is_test_line($file, Rust::line_of($file, $-[1]));
        }
    }
    my @words = map { scalar grep { length } split /_/ } @functions;
    return (
        [ 'mean fn name length',    mean(map { length } @functions) ],
        [ 'mean words in fn name',  mean(@words) ],
        [ 'one-word fn names %',    percent(scalar(grep { $_ <= 1 } @words), scalar @words) ],
        [ 'mean param name length', mean(map { length } @parameters) ],
        [ 'mean let name length',   mean(map { length } @lets) ],
        [ 'lets of 1-2 letters %',  percent(scalar(grep { length() <= 2 } @lets), scalar @lets) ],
    );
}

# Public items outside tests, with and without docs. A line of attributes may lie between.
sub documented {
    my ($with, $without) = (0, 0);
    for my $file (@_) {
        my %kind = map { $_->{line} => $_->{kind} } @{ $file->{comments} };
        my @masked = split /\n/, $file->{masked}, -1;
        for my $i (0 .. $#masked) {
            next unless $masked[$i] =~ /^\s*pub\s+(?:async\s+|const\s+|unsafe\s+)*
                (?:fn|struct|enum|trait|mod|type|const|static|macro)\b/x;
            next if Rust::is_test_line($file, $i + 1) || $masked[$i] =~ /\bmod\s+\w+;/;
            my $above = $i;    # as a line from 1: the one above
            $above-- while $above > 0 && !$kind{$above} && $masked[$above - 1] =~ /^\s*(?:#\[|\)\]|\w+.*\]$)/;
            if (($kind{$above} // '') eq '///') { $with++ } else { $without++ }
        }
    }
    return (
        [ 'pub items documented',   $with ],
        [ 'pub items undocumented', $without ],
        [ 'undocumented %',         percent($without, $with + $without) ],
    );
}

# What can end a program, and what silences the compiler, outside tests.
sub dangers {
    my @product = grep { !$_->{is_test} } @_;
    my $count = sub {
        my ($pattern) = @_;
        my $found = 0;
        for my $file (@product) {
            my $masked = $file->{masked};
            while ($masked =~ /$pattern/g) {
                $found++ unless Rust::is_test_line($file, Rust::line_of($file, $-[0]));
            }
        }
        return $found;
    };
    return (
        [ 'unwrap/expect non-test',     $count->(qr/\.(?:unwrap|expect)\(/) ],
        [ 'panic!/unreachable!/todo!',  $count->(qr/\b(?:panic|unreachable|todo|unimplemented)!/) ],
        [ 'assert!s in non-test code',  $count->(qr/\b(?:debug_)?assert(?:_eq|_ne)?!/) ],
        [ 'unsafe keyword',             $count->(qr/\bunsafe\s+(?:fn|impl|trait|extern|\{)|\bunsafe\s*\{/) ],
        [ '#[allow]/#[expect] non-test', $count->(qr/#!?\[(?:allow|expect)\b/) ],
    );
}

sub dependencies {
    my $lock = slurp('Cargo.lock');
    my @manifests = grep { /\bCargo\.toml$/ } split /\n/, `git ls-files`;
    my %direct;
    for my $manifest (@manifests) {
        my $section = '';
        for (split /\n/, slurp($manifest)) {
            $section = $1 if /^\[([^\]]+)\]/;
            $direct{$1} = 1 if $section =~ /dependencies$/ && /^([\w-]+)/ && !/^crema/;
        }
    }
    return (
        [ 'Cargo.lock packages', matches($lock, qr/^\[\[package\]\]$/m) ],
        [ 'own crates', scalar grep { slurp($_) =~ /^\[package\]$/m } @manifests ],
        [ 'direct deps', scalar keys %direct ],
    );
}

sub web {
    my @files = grep { /^hub\/web\/.*\.tsx?$/ } split /\n/, `git ls-files`;
    my @lines = sort { $a <=> $b } map { slurp($_) =~ tr/\n// } @files;
    return (
        [ 'TypeScript files',        scalar @files ],
        [ 'TypeScript lines',        sum0 @lines ],
        [ '  median file lines',     at(0.5, @lines) ],
        [ '  longest file lines',    $lines[-1] ],
    );
}

sub slurp {
    my ($path) = @_;
    open my $in, '<', $path or die "$path: $!\n";
    local $/;
    return scalar <$in>;
}

sub long_lines {
    my ($path) = @_;
    open my $in, '<:encoding(UTF-8)', $path or die "$path: $!\n";
    my $long = grep { length() - 1 > 100 } <$in>;
    return $long;
}

sub matches { my ($text, $pattern) = @_; my $count = () = $text =~ /$pattern/g; return $count }
sub at { my ($share, @sorted) = @_; return @sorted ? $sorted[ int($share * $#sorted) ] : 0 }
sub mean { return @_ ? sprintf '%.2f', sum0(@_) / @_ : 0 }
sub percent { my ($part, $whole) = @_; return $whole ? sprintf('%.1f', 100 * $part / $whole) : 0 }

1;
