using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>A task whose labels are numbers of classes; says which class each number in the files means.</summary>
public abstract record ClassTask : TaskDescriptor
{
    /// <summary>The classes' names, in the order of the network's outputs.</summary>
    /// <value>Null: the names come from <see cref="ClassesFrom"/>.</value>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Where the classes' names are, instead of <see cref="Classes"/>.</summary>
    public ClassSource? ClassesFrom { get; init; }

    /// <summary>The classes' colours, red, green and blue.</summary>
    /// <value>Null: colours that are easy to tell apart.</value>
    public IReadOnlyList<IReadOnlyList<int>>? Colors { get; init; }

    /// <summary>Numbers that mean "unknown".</summary>
    public IReadOnlyList<int> Ignore { get; init; } = [];

    /// <summary>The numbers in use, in the order of the classes: the first is class 0, and so on.</summary>
    public IReadOnlyList<int>? Values { get; init; }

    /// <summary>The class of each number; several numbers can share a class.</summary>
    public IReadOnlyDictionary<int, int>? Map { get; init; }

    /// <summary>The number of class 0, if the classes' numbers follow each other.</summary>
    public int Offset { get; init; }

    /// <summary>Whether a number that stands nowhere above means "unknown" instead of an error.</summary>
    public bool IgnoreOthers { get; init; }

    private protected IEnumerable<string> MappingFaults()
    {
        bool hasNames = Classes is not null || ClassesFrom is not null;
        if ((Classes is not null && ClassesFrom is not null) || (Kind.HasClasses() && !hasNames))
        {
            yield return "expected either classes or classes_from";
        }

        if ((Values is null ? 0 : 1) + (Map is null ? 0 : 1) + (Offset == 0 ? 0 : 1) > 1)
        {
            yield return "expected at most one of values, map and offset";
        }

        if (Values is not null && Classes is not null && Values.Count != Classes.Count)
        {
            yield return $"expected as many values as classes, found {Values.Count} and {Classes.Count}";
        }

        if (Values is not null && Values.Distinct().Count() != Values.Count)
        {
            yield return "values: one stands there twice";
        }

        if (Colors?.FirstOrDefault(color => color.Count != 3 || color.Any(part => part is < 0 or > 255)) is { } wrong)
        {
            yield return $"colors: expected three numbers of 0 to 255, found [{string.Join(", ", wrong)}]";
        }

        IEnumerable<int> both = Ignore.Intersect(Values ?? Map?.Keys ?? []);
        foreach (int value in both)
        {
            yield return $"{value} is a class and to be ignored";
        }
    }
}
