namespace DenseEdge.Cameras.Addresses;

/// <summary>Tells slips of the pen from other words.</summary>
internal static class Spelling
{
    /// <summary>Tells whether one letter was added, lost or changed, or two neighbours swapped.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="meant">What may have been meant.</param>
    internal static bool IsSlip(string written, string meant)
    {
        if (Math.Abs(written.Length - meant.Length) > 1 || written.Length < 3)
        {
            return false;
        }

        int start = 0;
        while (start < written.Length && start < meant.Length && written[start] == meant[start])
        {
            start++;
        }

        int end = 0;
        while (end < written.Length - start && end < meant.Length - start && written[^(end + 1)] == meant[^(end + 1)])
        {
            end++;
        }

        string left = written[start..^end];
        string right = meant[start..^end];
        return (left.Length <= 1 && right.Length <= 1)
            || (left.Length == 2 && right.Length == 2 && left[0] == right[1] && left[1] == right[0]);
    }
}
