namespace DenseEdge.Tuf.Metadata;

/// <summary>Patterns of target paths: * stands for any characters and ? for one, never for the separator / (section
/// 4.5).</summary>
internal static class PathPattern
{
    /// <summary>Whether a pattern covers a path.</summary>
    public static bool Matches(string pattern, string path)
    {
        string[] patternParts = pattern.Split('/');
        string[] pathParts = path.Split('/');
        if (patternParts.Length != pathParts.Length)
        {
            return false;
        }

        for (int index = 0; index < pathParts.Length; index++)
        {
            if (!MatchesPart(patternParts[index], pathParts[index]))
            {
                return false;
            }
        }

        return true;
    }

    // Greedy with one point to come back to, the last star: linear in practice, at worst the product of the lengths, so that
    // a hostile pattern can't hang the client.
    private static bool MatchesPart(string pattern, string text)
    {
        int at = 0, next = 0, star = -1, starText = 0;
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next] == '*')
            {
                star = next++;
                starText = at;
            }
            else if (next < pattern.Length && (pattern[next] == '?' || pattern[next] == text[at]))
            {
                next++;
                at++;
            }
            else if (star >= 0)
            {
                next = star + 1;
                at = ++starText;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(next).Trim('*').IsEmpty;
    }
}
