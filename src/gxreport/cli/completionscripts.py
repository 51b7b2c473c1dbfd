"""The completion scripts of shells.

They ask gxreport as click's own scripts do, and look for files themselves: only those that can be read, with
the shell's own care for blanks in names. For a file gxreport answers with its endings, as `yaml|yml`.
"""

from __future__ import annotations

BASH = r"""# gxreport: completion for bash 4.4 and later
%(complete_func)s() {
    local IFS=$'\n' response line type value ending
    response=$(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")
    COMPREPLY=()
    for line in $response; do
        type=${line%%%%,*} value=${line#*,}
        case $type in
            plain)
                COMPREPLY+=("$value")
                if [[ $value == *= ]]; then compopt -o nospace; fi
                ;;
            dir)
                compopt -o filenames
                COMPREPLY+=($(compgen -d -- "$2"))
                ;;
            file)
                compopt -o filenames
                if [[ $value == '*' ]]; then
                    COMPREPLY+=($(compgen -f -- "$2"))
                else
                    COMPREPLY+=($(compgen -d -- "$2"))
                    for ending in ${value//|/$'\n'}; do
                        COMPREPLY+=($(compgen -f -X "!*.$ending" -- "$2"))
                        COMPREPLY+=($(compgen -f -X "!*.${ending^^}" -- "$2"))
                    done
                fi
                ;;
        esac
    done
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

ZSH = r"""#compdef %(prog_name)s
# gxreport: completion for zsh
%(complete_func)s() {
    local -a response plain described
    local type key descr
    local -x COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) %(complete_var)s=zsh_complete
    response=("${(@f)$(${words[1]})}")
    if [[ $words[CURRENT] == --*=* ]]; then compset -P 1 '*='; fi
    for type key descr in "${response[@]}"; do
        case $type in
            plain)
                if [[ $descr == _ ]]; then plain+=("$key"); else described+=("$key:$descr"); fi
                ;;
            dir) _files -/ ;;
            # Twice the endings: a single one in brackets would be a qualifier.
            file) if [[ $key == '*' ]]; then _files; else _files -g "(#i)*.($key|$key)"; fi ;;
        esac
    done
    if (( $#described )); then _describe -V gxreport described -U; fi
    if (( $#plain )); then compadd -U -V gxreport -S '' -a plain; fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

FISH = r"""# gxreport: completion for fish
function %(complete_func)s
    set -lx %(complete_var)s fish_complete
    set -lx COMP_WORDS (commandline -cp)
    set -lx COMP_CWORD (commandline -t)
    for line in (%(prog_name)s)
        set -l parts (string split -m 1 "," -- $line)
        switch $parts[1]
            case plain
                echo $parts[2]
            case dir
                __fish_complete_directories (commandline -ct)
            case file
                if test "$parts[2]" = "*"
                    __fish_complete_path (commandline -ct)
                else
                    set -l wanted '^[^\t]*(?:/|\.(?:'$parts[2]'))(?:\t.*)?$'
                    __fish_complete_path (commandline -ct) | string match -r -i $wanted
                end
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""
