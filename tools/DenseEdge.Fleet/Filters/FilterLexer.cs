using System.Text;

namespace DenseEdge.Fleet.Filters;

/// <summary>Divides a filter into words.</summary>
internal sealed class FilterLexer(string text)
{
    private int _at;

    /// <summary>All words; the last one is the end.</summary>
    public static List<FilterToken> Read(string text)
    {
        var lexer = new FilterLexer(text);
        var tokens = new List<FilterToken>();
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != FilterTokenKind.End);
        return tokens;
    }

    /// <summary>What a value may be of without quotes: names, numbers, addresses, dates, digests, patterns.</summary>
    private static bool IsWord(char letter) =>
        char.IsLetterOrDigit(letter) || letter is '_' or '.' or '-' or ':' or '/' or '+' or '*' or '@';

    private FilterToken Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        int position = _at + 1;
        if (_at == text.Length)
        {
            return new(FilterTokenKind.End, string.Empty, position);
        }

        char letter = text[_at];
        return letter switch
        {
            '(' => Single(FilterTokenKind.Open),
            ')' => Single(FilterTokenKind.Close),
            ',' => Single(FilterTokenKind.Comma),
            '"' or '\'' => Quoted(letter),
            '=' or '!' or '<' or '>' => Operator(),
            _ when IsWord(letter) => Word(),
            _ => throw FilterFault.At(position, $"the character '{letter}' needs quotes around the value that it is part of"),
        };
    }

    private FilterToken Single(FilterTokenKind kind)
    {
        _at++;
        return new(kind, text[_at - 1].ToString(), _at);
    }

    private FilterToken Word()
    {
        int begin = _at;
        while (_at < text.Length && IsWord(text[_at]))
        {
            _at++;
        }

        return new(FilterTokenKind.Word, text[begin.._at], begin + 1);
    }

    private FilterToken Operator()
    {
        int begin = _at++;
        if (_at < text.Length && text[_at] == '=')
        {
            _at++;
        }

        string found = text[begin.._at];
        return found == "!"
            ? throw FilterFault.At(
                begin + 1, "expected != after an exclamation mark begins; for the opposite of a condition write not")
            : new(FilterTokenKind.Operator, found == "==" ? "=" : found, begin + 1);
    }

    private FilterToken Quoted(char quote)
    {
        int begin = _at++;
        var value = new StringBuilder();
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == quote)
            {
                _at++;
                return new(FilterTokenKind.Quoted, value.ToString(), begin + 1);
            }

            bool escaped = text[_at] == '\\' && _at + 1 < text.Length;
            value.Append(escaped ? text[++_at] : text[_at]);
        }

        throw FilterFault.At(begin + 1, $"the quote {quote} that begins here is never closed");
    }
}
