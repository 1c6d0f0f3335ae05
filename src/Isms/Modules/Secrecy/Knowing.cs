using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Secrecy;

/// <summary>
/// The one rule of who may know a classified thing, as part of the asking statement: a change of class, scheme, office or holder counts from the next question on.
/// Deny by default: a class that the scheme in force opens to nobody is known only to those named. Before any scheme is in force only the two lowest classes are open.
/// </summary>
internal static class Knowing
{
    /// <summary>Those of the things that this person may know by their class.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="department">The department it belongs to.</param>
    /// <param name="value">Its class.</param>
    /// <param name="named">True for whom the thing itself names; null when things of this kind name nobody.</param>
    public static IQueryable<T> KnownTo<T>(
        this IQueryable<T> things, IsmsDbContext db, Actor actor, Expression<Func<T, Guid>> id, Expression<Func<T, Guid>> department, Expression<Func<T, Classification>> value, Expression<Func<T, bool>>? named = null) =>
        actor.IsSystem ? things : things.Where(IsKnown(db, actor, id, department, value, named));

    /// <summary>The others: those of the things that are kept from this person by their class.</summary>
    /// <inheritdoc cref="KnownTo{T}"/>
    public static IQueryable<T> KeptFrom<T>(
        this IQueryable<T> things, IsmsDbContext db, Actor actor, Expression<Func<T, Guid>> id, Expression<Func<T, Guid>> department, Expression<Func<T, Classification>> value, Expression<Func<T, bool>>? named = null)
    {
        if (actor.IsSystem)
            return things.Where(t => false);
        var rule = IsKnown(db, actor, id, department, value, named);
        return things.Where(Expression.Lambda<Func<T, bool>>(Expression.Not(rule.Body), rule.Parameters));
    }

    /// <summary>Things as this person may see them where what is kept from them shows without its name.</summary>
    /// <param name="known">From <see cref="IsKnown{T}"/>.</param>
    /// <param name="shape">Of the thing, and whether it is known.</param>
    public static IQueryable<TResult> SelectKnown<T, TResult>(this IQueryable<T> things, Expression<Func<T, bool>> known, Expression<Func<T, bool, TResult>> shape)
    {
        var body = new Putting(new() { [shape.Parameters[1]] = Put(known, shape.Parameters[0]) }).Visit(shape.Body);
        return things.Select(Expression.Lambda<Func<T, TResult>>(body, shape.Parameters[0]));
    }

    /// <summary>The rule itself: true for things that this person may know by their class.</summary>
    /// <inheritdoc cref="KnownTo{T}"/>
    public static Expression<Func<T, bool>> IsKnown<T>(
        IsmsDbContext db, Actor actor, Expression<Func<T, Guid>> id, Expression<Func<T, Guid>> department, Expression<Func<T, Classification>> value, Expression<Func<T, bool>>? named = null)
    {
        if (actor.IsSystem)
            return thing => true;
        var (me, own) = (actor.PersonId, actor.DepartmentId);
        var offices = actor.Offices.Select(o => o.Office).Append(Office.Employee).Distinct().ToList();
        var headed = actor.Offices.Where(o => o.Office == Office.DepartmentHead).SelectMany(o => o.Departments).ToList();
        var readers = db.Set<ClassReader>();
        var holders = db.Set<NamedHolder>();
        Expression<Func<Guid, Guid, Classification, bool>> rule = (thing, owner, level) =>
            readers.Where(r => !r.InOwnDepartment && offices.Contains(r.Office)).Select(r => r.Class).Contains(level)
            || (headed.Contains(owner) && readers.Where(r => r.InOwnDepartment && r.Office == Office.DepartmentHead).Select(r => r.Class).Contains(level))
            || (owner == own && readers.Where(r => r.InOwnDepartment && r.Office == Office.Employee).Select(r => r.Class).Contains(level))
            // A question without the thing in it would be asked beforehand, as a statement of its own; no reader is a thing.
            || ((level == Classification.Public || level == Classification.Internal) && !readers.Any(r => r.Id != thing))
            || holders.Any(h => h.SubjectId == thing && (h.PersonId == me || (h.DepartmentId != null && h.DepartmentId == own)));
        var of = Expression.Parameter(typeof(T), "thing");
        var body = new Putting(new()
        {
            [rule.Parameters[0]] = Put(id, of), [rule.Parameters[1]] = Put(department, of), [rule.Parameters[2]] = Put(value, of),
        }).Visit(rule.Body);
        if (named is not null)
            body = Expression.OrElse(Put(named, of), body);
        return Expression.Lambda<Func<T, bool>>(body, of);
    }

    private static Expression Put<T, TValue>(Expression<Func<T, TValue>> selector, ParameterExpression of) => new Putting(new() { [selector.Parameters[0]] = of }).Visit(selector.Body);

    private sealed class Putting(Dictionary<ParameterExpression, Expression> values) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => values.GetValueOrDefault(node, node);
    }
}
