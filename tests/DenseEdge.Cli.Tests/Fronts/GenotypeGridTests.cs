using DenseEdge.Cli.Fronts;
using DenseEdge.Contracts;

namespace DenseEdge.Cli.Tests.Fronts;

public sealed class GenotypeGridTests
{
    private static readonly Genotype Example = new(
        [TaskKind.HumanParts, TaskKind.Depth],
        new[,] { { ContextType.Local, ContextType.SourceLabel }, { ContextType.None, ContextType.Global } });

    [Fact]
    public void Lines_ShowRowsAsTargets()
        => Assert.Equal(
            [
                "             human_parts  depth",
                "human_parts       L         S  ",
                "depth             ·         G  ",
            ],
            GenotypeGrid.Lines(Example));

    [Fact]
    public void Blocks_StandSideBySide_AsFarAsTheWidthAllows()
    {
        (string, Genotype)[] genotypes = [("first", Example), ("second", Example), ("third", Example)];

        IReadOnlyList<string> lines = GenotypeGrid.Blocks(genotypes, 67);

        // A grid is 31 wide; two, each with its gap of 5, are 67 without the last one.
        Assert.Equal("first" + new string(' ', 31) + "second", lines[0]);
        Assert.Equal(["", "third"], lines.Skip(4).Take(2));
        Assert.Equal(9, lines.Count);
        Assert.Equal(14, GenotypeGrid.Blocks(genotypes, 66).Count);
        Assert.Equal(14, GenotypeGrid.Blocks(genotypes, 10).Count);
        Assert.Empty(GenotypeGrid.Blocks([], 70));
    }

    [Fact]
    public void Legend_NamesEveryContext()
        => Assert.Equal("rows read from columns: T T-label, S S-label, G global, L local, · none", GenotypeGrid.Legend);
}
