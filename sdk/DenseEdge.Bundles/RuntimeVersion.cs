using System.Globalization;

namespace DenseEdge.Bundles;

/// <summary>The version of an engine: numbers that are compared one by one; missing ones are 0.</summary>
/// <param name="Numbers">The numbers, the most significant first.</param>
internal sealed record RuntimeVersion(IReadOnlyList<int> Numbers) : IComparable<RuntimeVersion>
{
    private const int MostNumbers = 6;

    /// <summary>Reads the numbers at the beginning of a text: <c>10.3.0+cuda12</c> is 10, 3, 0.</summary>
    /// <exception cref="FormatException">It doesn't begin with a number.</exception>
    public static RuntimeVersion Parse(string text)
        => TryParse(text) ?? throw new FormatException($"Expected a version such as 10.3.0, found '{text}'.");

    /// <summary>Reads the numbers at the beginning of a text; null if it doesn't begin with one.</summary>
    public static RuntimeVersion? TryParse(string text)
    {
        List<int> numbers = [];
        int position = 0;
        while (numbers.Count < MostNumbers)
        {
            int end = position;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            if (!int.TryParse(
                text.AsSpan(position, end - position), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                break;
            }

            numbers.Add(number);
            if (end == text.Length || text[end] != '.')
            {
                break;
            }

            position = end + 1;
        }

        return numbers.Count == 0 ? null : new RuntimeVersion(numbers);
    }

    public int CompareTo(RuntimeVersion? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < Math.Max(Numbers.Count, other.Numbers.Count); i++)
        {
            int order = At(i).CompareTo(other.At(i));
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private int At(int index) => index < Numbers.Count ? Numbers[index] : 0;
}
