namespace DenseEdge.Fleet.Sql;

/// <summary>A table whose primary key counts up; both names are this program's.</summary>
internal readonly record struct IdentityTable(string Name, string Key);
