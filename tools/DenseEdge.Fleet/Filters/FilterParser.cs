namespace DenseEdge.Fleet.Filters;

/// <summary>Reads a filter: <c>or</c> binds weaker than <c>and</c>, <c>and</c> weaker than <c>not</c>.</summary>
internal sealed class FilterParser
{
    private const int MostCharacters = 4096;
    private const int MostDepth = 32;
    private const int MostConditions = 200;

    private readonly List<FilterToken> _tokens;
    private int _at;
    private int _conditions;

    private FilterParser(List<FilterToken> tokens) => _tokens = tokens;

    private FilterToken Current => _tokens[_at];

    /// <summary>Reads a filter.</summary>
    /// <returns>Its condition; null for an empty filter, which every device matches.</returns>
    /// <exception cref="FleetException">It can't be read; the message says where and why.</exception>
    public static FilterNode? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text.Length > MostCharacters)
        {
            throw FilterFault.At(MostCharacters, $"it has {text.Length} characters, and {MostCharacters} are the most");
        }

        var parser = new FilterParser(FilterLexer.Read(text));
        FilterNode node = parser.Or(0);
        return parser.Current.Kind == FilterTokenKind.End
            ? node
            : throw FilterFault.At(parser.Current.Position, $"expected and, or, or the end, but found {parser.Current.Shown}");
    }

    private FilterNode Or(int depth)
    {
        FilterNode left = And(depth);
        while (TakeKeyword("or"))
        {
            left = new FilterNode.Or(left, And(depth));
        }

        return left;
    }

    private FilterNode And(int depth)
    {
        FilterNode left = Unary(depth);
        while (TakeKeyword("and"))
        {
            left = new FilterNode.And(left, Unary(depth));
        }

        return left;
    }

    private FilterNode Unary(int depth)
    {
        if (depth > MostDepth)
        {
            throw FilterFault.At(Current.Position, $"more than {MostDepth} conditions are inside of each other");
        }

        if (TakeKeyword("not"))
        {
            return new FilterNode.Not(Unary(depth + 1));
        }

        if (Current.Kind != FilterTokenKind.Open)
        {
            return Condition();
        }

        FilterToken open = Take();
        FilterNode inner = Or(depth + 1);
        return Take().Kind == FilterTokenKind.Close
            ? inner
            : throw FilterFault.At(_tokens[_at - 1].Position,
                $"expected ) for the ( at character {open.Position}, but found {_tokens[_at - 1].Shown}");
    }

    private FilterNode Condition()
    {
        FilterToken field = Take();
        if (field.Kind is not (FilterTokenKind.Word or FilterTokenKind.Quoted) || field.Text.Length == 0)
        {
            throw FilterFault.At(
                field.Position, $"expected a field such as board, site, tag, model or version, but found {field.Shown}");
        }

        if (++_conditions > MostConditions)
        {
            throw FilterFault.At(field.Position, $"more than {MostConditions} conditions");
        }

        bool negated = TakeKeyword("not");
        FilterToken sign = Take();
        FilterNode condition = sign switch
        {
            _ when sign.IsKeyword("in") => new FilterNode.In(field.Text, Values()),
            _ when sign.IsKeyword("like") => new FilterNode.Like(field.Text, Value()),
            { Kind: FilterTokenKind.Operator, Text: "=" } when !negated => new FilterNode.Equal(field.Text, Value()),
            { Kind: FilterTokenKind.Operator, Text: "!=" } when !negated =>
                new FilterNode.Not(new FilterNode.Equal(field.Text, Value())),
            { Kind: FilterTokenKind.Operator } when !negated => new FilterNode.Compare(field.Text, sign.Text, Value()),
            _ when negated => throw FilterFault.At(sign.Position, $"expected in or like after not, but found {sign.Shown}"),
            _ => throw FilterFault.At(
                sign.Position, $"expected =, !=, <, <=, >, >=, in, like or not after '{field.Text}', but found {sign.Shown}"),
        };
        return negated ? new FilterNode.Not(condition) : condition;
    }

    private List<string> Values()
    {
        FilterToken open = Take();
        if (open.Kind != FilterTokenKind.Open)
        {
            throw FilterFault.At(open.Position, $"expected ( after in, but found {open.Shown}");
        }

        var values = new List<string> { Value() };
        while (Current.Kind == FilterTokenKind.Comma)
        {
            _at++;
            values.Add(Value());
        }

        FilterToken close = Take();
        return close.Kind == FilterTokenKind.Close
            ? values
            : throw FilterFault.At(close.Position, $"expected , or ) in the list, but found {close.Shown}");
    }

    private string Value()
    {
        FilterToken value = Take();
        return value.Kind is FilterTokenKind.Word or FilterTokenKind.Quoted
            ? value.Text
            : throw FilterFault.At(value.Position, $"expected a value, but found {value.Shown}");
    }

    private bool TakeKeyword(string keyword)
    {
        bool found = Current.IsKeyword(keyword);
        _at += found ? 1 : 0;
        return found;
    }

    /// <summary>The current word; the end is never passed.</summary>
    private FilterToken Take()
    {
        FilterToken token = Current;
        if (token.Kind != FilterTokenKind.End)
        {
            _at++;
            return token;
        }

        // Callers look back at what they took: the end stands there twice.
        _tokens.Add(token);
        _at++;
        return token;
    }
}
